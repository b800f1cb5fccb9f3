import type { customer as english } from '../en/customer.ts';
import type { Translation } from '../text.ts';

export const customer = {
  'customer.title.session': 'Session d’assistance',
  'customer.title.not-connected': 'Non connecté',
  'customer.title.waiting': 'Salle d’attente',
  'customer.title.next': 'C’est bientôt votre tour',
  'customer.title.place': 'Place {place} dans la file d’attente',
  'customer.title.asks': '{name} vous demande',
  'customer.title.sharing': 'Partage avec {name}',
  'customer.title.ended': 'Session terminée',

  'customer.representative': 'Votre conseiller',
  'customer.recording': 'Enregistrement',
  'customer.leave': 'Quitter',
  'customer.end': 'Terminer la session',
  'customer.try-now': 'Réessayer',
  'customer.go-on-here': 'Continuer ici',
  'customer.less-than-a-minute': 'moins d’une minute',
  'customer.refreshed':
    'La connexion et l’image ont été renouvelées. Recharger toute la page mettrait fin au partage : appuyez encore une fois pour le faire.',

  'customer.connection.lost':
    'La connexion est perdue. Cette page revient d’elle-même ; ce que vous écrivez est conservé et sera envoyé ensuite.',
  'customer.connection.replaced': 'Cette session a été ouverte ailleurs. Ici, elle est suspendue.',
  'customer.connection.outdated':
    'Cette page est plus ancienne que le site d’assistance, et la recharger n’a pas suffi. Veuillez fermer le navigateur et rouvrir la page.',
  'customer.connection.reloading': 'Le site d’assistance a été mis à jour. Cette page se recharge.',
  'customer.connection.over': 'Cette page n’est plus connectée à la session.',
  'customer.unanswered.no-answer': 'Le site d’assistance n’a pas répondu à temps. Veuillez réessayer.',
  'customer.unanswered.connection-lost':
    'La connexion a été perdue entre-temps. Veuillez vérifier si l’action a abouti et, sinon, réessayer.',
  'customer.unanswered.over': 'Cette page n’est plus connectée.',
  'customer.unanswered.full':
    'Trop d’éléments attendent le retour de la connexion. Veuillez patienter, puis réessayer.',

  'customer.opening.text': 'Ouverture de votre session…',
  'customer.opening.unreachable': 'Le site d’assistance est injoignable',
  'customer.opening.unreachable-text':
    'Cette page continue d’essayer d’elle-même. Si cela dure, vérifiez votre réseau ou appelez votre conseiller.',
  'customer.closed.title': 'Cette page n’est connectée à aucune session',
  'customer.closed.text':
    'La session est peut-être terminée, ou elle a été ouverte dans un autre navigateur. Rien n’est partagé.',

  'customer.waiting.room': 'Vous êtes dans la salle d’attente',
  'customer.waiting.room-text': 'Votre place dans la file s’affichera dans un instant.',
  'customer.waiting.next': 'C’est bientôt votre tour',
  'customer.waiting.next-text': 'Il n’y a personne devant vous.',
  'customer.waiting.place': 'Vous êtes numéro {place} dans la file',
  'customer.waiting.ahead': {
    one: 'Une personne est devant vous.',
    other: '{count} personnes sont devant vous.',
  },
  'customer.waiting.write':
    'Vous pouvez déjà écrire ; vos messages seront lus dès que votre session sera acceptée.',
  'customer.waiting.unknown': 'Nous ne pouvons pas dire combien de temps cela prendra.',
  'customer.waiting.usual': 'Attente habituelle : {length}.',
  'customer.waiting.usual-below': 'Attente habituelle : moins de {length}.',
  'customer.waiting.since': 'Vous attendez depuis {length}.',
  'customer.waiting.notice': 'Un avis pour vous',
  'customer.waiting.notice-leave': 'C’est ce que je voulais savoir : quitter',
  'customer.waiting.leaving': 'Départ en cours…',
  'customer.waiting.background': 'Cette page peut rester en arrière-plan ; ne la fermez pas.',
  'customer.waiting.notify': 'M’avertir',
  'customer.waiting.notify-hint': 'Votre navigateur demande si ce site peut vous afficher un message.',
  'customer.waiting.notify-on': 'Vous serez averti dès que quelqu’un sera là pour vous.',
  'customer.waiting.notify-more': 'Vous serez alors appelé même si cette page est fermée.',
  'customer.waiting.notify-asking': 'Demande au navigateur en cours…',
  'customer.waiting.called':
    'Vous serez appelé, même si cette page est fermée. D’ici là, vous gardez votre place.',
  'customer.waiting.not-called':
    'Votre navigateur ne permet pas à ce site de vous appeler. Veuillez garder cette page ouverte.',
  'customer.waiting.call-not': 'Ne pas m’appeler',
  'customer.waiting.closable': 'Vous pouvez fermer cette page.',
  'customer.waiting.passed-on': '{name} a transmis votre session, et quelqu’un d’autre va vous aider.',
  'customer.waiting.moved':
    'Vous avez été déplacé vers une autre file, où quelqu’un d’autre peut vous aider.',
  'customer.waiting.lost': 'La connexion avec {name} n’est pas revenue. Un autre conseiller va vous aider.',
  'customer.waiting.left-alone':
    'Vous attendez maintenant dans une autre file : il n’y a plus personne dans la précédente.',
  'customer.waiting.nobody-kept':
    'Personne n’est connecté pour vous aider en ce moment. Vous gardez votre place jusqu’à ce que quelqu’un arrive.',
  'customer.waiting.nobody-awaited':
    'Personne n’est connecté pour vous aider en ce moment. Si personne ne revient bientôt, vous passerez dans une autre file, ou la session se terminera.',
  'customer.waiting.again': 'Un autre conseiller va vous aider.',

  'customer.helper.away': 'a perdu la connexion. La session attend ; rien n’est perdu.',
  'customer.helper.helping': 'vous aide',
  'customer.helper.also': 'Également présents : {names}',
  'customer.helper.viewers': 'En observation : {names}',

  'customer.screen.off': 'Votre écran n’est pas partagé',
  'customer.screen.off-text':
    'Quand vous partagez, votre navigateur demande quoi montrer : tout l’écran ou une fenêtre. {name} ne voit que cela et ne peut ni cliquer ni écrire. Vous pouvez arrêter à tout moment.',
  'customer.screen.share': 'Partager mon écran',
  'customer.screen.choosing': 'Choisissez quoi montrer',
  'customer.screen.choosing-text':
    'Votre navigateur pose la question dans sa propre fenêtre : choisissez tout l’écran ou une fenêtre, puis cliquez sur {share}.',
  'customer.screen.choosing-share': 'Partager',
  'customer.screen.choosing-again':
    'Le rechargement de la page a mis fin au partage ; c’est pourquoi la question est posée à nouveau.',
  'customer.screen.again': 'Votre écran n’est plus partagé',
  'customer.screen.again-text':
    'Le rechargement de la page a mis fin au partage. Pour continuer, choisissez à nouveau l’écran.',
  'customer.screen.again-share': 'Partager à nouveau mon écran',
  'customer.screen.again-not': 'Ne pas partager',
  'customer.screen.seen-monitor': '{name} voit tout votre écran',
  'customer.screen.seen-window': '{name} voit une fenêtre de votre écran',
  'customer.screen.seen-browser': '{name} voit un onglet de votre navigateur',
  'customer.screen.seen-chosen': '{name} voit ce que vous avez choisi de partager',
  'customer.screen.seen-too': 'Vu aussi par {names}',
  'customer.screen.nobody-else': 'Personne d’autre que vous ne peut cliquer ou écrire ici.',
  'customer.screen.shared': 'Votre écran est partagé',
  'customer.screen.stop': 'Arrêter le partage',
  'customer.screen.on-its-way': 'L’image est en cours d’envoi…',
  'customer.screen.sent-again': 'L’image est renvoyée…',
  'customer.screen.interrupted': 'L’image a été interrompue. Elle est renvoyée…',
  'customer.screen.not-through':
    'L’image ne passe pas. Cette page continue d’essayer ; votre réseau la bloque peut-être. Vous pouvez continuer dans le chat.',
  'customer.screen.denied': 'Dans cette session, aucun écran n’est partagé.',
  'customer.screen.chat': 'Vous pouvez continuer avec {name} dans le chat.',
  'customer.unable.not-here': 'Cet appareil ne peut pas partager son écran',
  'customer.unable.not-here-text':
    'Les navigateurs des téléphones et des tablettes ne le proposent pas. Si votre écran doit être vu, demandez une clé de session pour votre ordinateur.',
  'customer.unable.needs-secure-page': 'Votre écran ne peut pas être partagé ici',
  'customer.unable.needs-secure-page-text':
    'Les navigateurs ne partagent un écran qu’avec des pages reçues par une connexion sécurisée, et l’adresse de celle-ci ne commence pas par https. Veuillez le signaler à votre conseiller.',
  'customer.notice.cancelled': 'Rien n’est partagé. Vous pourrez partager plus tard, si vous le souhaitez.',
  'customer.notice.refused-by-system':
    'Votre ordinateur n’autorise pas ce navigateur à montrer l’écran. Sur un Mac, autorisez-le dans Réglages Système, Confidentialité et sécurité, Enregistrement de l’écran, puis redémarrez le navigateur.',
  'customer.notice.failed':
    'Votre navigateur n’a pas pu commencer le partage de l’écran. Veuillez réessayer, ou choisir une seule fenêtre.',
  'customer.notice.stopped-by-representative': 'Votre conseiller ne regarde plus votre écran.',
  'customer.notice.transferred':
    'Plus rien n’est partagé : votre session a été transmise. Partagez à nouveau quand on vous le demandera.',
  'customer.notice.not-permitted':
    'Plus rien n’est partagé : la personne qui vous aide maintenant n’est pas autorisée à voir votre écran.',
  'customer.notice.taken-over': 'L’écran est maintenant partagé depuis une autre de vos pages.',

  'customer.ask.title': '{name} demande à voir votre écran',
  'customer.ask.text':
    'Si vous l’autorisez, votre navigateur demande quoi montrer : tout l’écran ou une fenêtre. {name} voit ce que vous choisissez et ne peut ni cliquer ni écrire ; des collègues qui aident ou supervisent peuvent aussi le voir.',
  'customer.ask.private': 'Fermez d’abord tout ce qui est privé. Vous pouvez arrêter à tout moment.',
  'customer.ask.deny': 'Refuser',
  'customer.ask.allow': 'Autoriser',
  'customer.ask.key': 'Barre d’espace, et non Entrée',
  'customer.ask.wrong-key':
    'La touche Entrée ne répond pas à cette question. Pour autoriser, appuyez sur la barre d’espace.',
  'customer.ask.unable': '{what}. {why}',
  'customer.ask.answer-unable': 'Répondre que ce n’est pas possible',
  'customer.elevate.title': '{name} propose de continuer avec votre écran',
  'customer.elevate.text':
    'Pour l’instant, vous vous écrivez et votre écran n’en fait pas partie. Si vous acceptez, vous pourrez le partager : c’est toujours vous qui choisissez quoi montrer et quand, et rien n’est encore partagé.',
  'customer.elevate.agreement':
    'Votre acceptation de ce texte permet de continuer avec votre écran. Vous pouvez aussi rester dans la discussion.',
  'customer.elevate.time':
    'Temps restant pour répondre : {length}. Sans réponse, vous restez dans la discussion.',
  'customer.elevate.deny': 'Rester dans la discussion',
  'customer.happened.elevation-asked': '{name} a proposé de continuer avec votre écran.',
  'customer.happened.elevation-allowed':
    'Vous avez accepté. Vous pouvez maintenant partager votre écran ; rien n’est encore partagé.',
  'customer.happened.elevation-denied': 'Vous n’avez pas accepté. La discussion continue.',
  'customer.happened.elevation-no-answer': 'La question s’est fermée sans réponse. La discussion continue.',
  'customer.happened.elevation-withdrawn': 'La question a été retirée. La discussion continue.',
  'customer.call.elevation': 'Peut-on continuer avec votre écran ?',
  'customer.button.title': '{name} souhaite placer un bouton d’assistance sur cet appareil',
  'customer.button.text':
    'Il s’appelle « {title} » : une icône qui vous mène à notre assistance en un clic. Rien ne fonctionne en arrière-plan, personne n’obtient ainsi accès à votre appareil, et vous pouvez le supprimer à tout moment.',
  'customer.button.deny': 'Non, merci',
  'customer.button.allow': 'Accepter',
  'customer.button.ready': 'Votre bouton d’assistance est prêt',
  'customer.button.ready-text':
    'Ouvrez-le, puis installez-le comme application ou enregistrez un raccourci. Il s’ouvre dans un onglet à part.',
  'customer.button.open': 'Le placer sur cet appareil',
  'customer.happened.button-asked':
    '{name} a proposé de placer le bouton d’assistance « {title} » sur cet appareil.',
  'customer.happened.button-allowed': 'Vous avez accepté le bouton d’assistance « {title} ».',
  'customer.happened.button-denied': 'Vous n’avez pas voulu du bouton d’assistance « {title} ».',
  'customer.happened.button-no-answer':
    'La question sur le bouton d’assistance « {title} » s’est fermée sans réponse.',
  'customer.happened.button-withdrawn': 'La question sur le bouton d’assistance « {title} » a été retirée.',
  'customer.happened.button-removed':
    '{name} a supprimé le bouton d’assistance « {title} ». Il ne fonctionne plus, et vous pouvez supprimer son icône.',
  'customer.call.button': 'Peut-on placer un bouton d’assistance sur cet appareil ?',
  'customer.leave.title': 'Ne plus attendre ?',
  'customer.leave.text': 'Vous perdez votre place dans la file. Si vous revenez, l’attente recommence.',
  'customer.end.title': 'Terminer la session ?',
  'customer.end.text':
    'Le chat avec {name} se ferme et plus rien n’est partagé. Pour être aidé à nouveau, il vous faudra une nouvelle clé de session.',
  'customer.end.stay': 'Rester',

  'customer.chat.label': 'Conversation',
  'customer.chat.lines': 'Ce qui a été dit',
  'customer.chat.past': 'Ce qui a été dit et fait',
  'customer.chat.earlier': 'Afficher les lignes précédentes',
  'customer.chat.typing': '{name} écrit…',
  'customer.chat.you': 'Vous',
  'customer.chat.message': 'Message',
  'customer.chat.placeholder': 'Écrire un message',
  'customer.chat.send': 'Envoyer',
  'customer.chat.send-again': 'Renvoyer',
  'customer.chat.delete': 'Supprimer',
  'customer.chat.link': 'Ouvre {host} dans un nouvel onglet',
  'customer.delivery.sending': 'Envoi en cours',
  'customer.delivery.sent': 'Envoyé',
  'customer.delivery.delivered': 'Remis',
  'customer.delivery.refused': 'Non envoyé',

  'customer.call.here': '{name} est là',
  'customer.call.begun': 'Votre session d’assistance a commencé.',
  'customer.call.goes-on': 'Votre session d’assistance continue.',
  'customer.call.other': 'Quelqu’un d’autre va vous aider',
  'customer.call.waiting': 'Vous êtes de nouveau dans la salle d’attente.',
  'customer.call.screen': 'Peut-on regarder votre écran ?',
  'customer.call.wrote': '{name} vous a écrit',
  'customer.call.open': 'Ouvrez la page pour le lire.',
  'customer.call.nobody': 'Personne ne peut vous aider pour le moment',
  'customer.call.nobody-text': 'Il n’y a plus personne pour vous aider. Vous pouvez laisser un message.',

  'customer.happened.asked': 'Vous avez demandé de l’aide.',
  'customer.happened.asked-for': 'Vous avez demandé de l’aide : « {details} »',
  'customer.happened.accepted': '{name} est là pour vous aider.',
  'customer.happened.joined': '{name} a rejoint la session.',
  'customer.happened.joined-from-outside':
    '{name} a rejoint la session de l’extérieur, sur invitation de {by}.',
  'customer.happened.viewing': '{name} observe la session.',
  'customer.happened.viewing-ended': '{name} n’observe plus la session.',
  'customer.happened.left': '{name} a quitté la session.',
  'customer.happened.lost': 'La connexion avec {name} n’est pas revenue.',
  'customer.happened.helping': '{name} vous aide maintenant.',
  'customer.happened.passed-on': '{name} a transmis votre session. Quelqu’un d’autre va vous aider.',
  'customer.happened.waiting-again': 'Vous attendez un autre conseiller. Ce qui a été écrit est conservé.',
  'customer.happened.screen-asked': '{name} a demandé à voir votre écran.',
  'customer.happened.screen-allowed': 'Vous avez accepté.',
  'customer.happened.screen-denied': 'Vous n’avez pas accepté. Rien n’a été partagé.',
  'customer.happened.screen-no-answer': 'La question s’est fermée sans réponse. Rien n’a été partagé.',
  'customer.happened.screen-withdrawn': 'La question a été retirée.',
  'customer.happened.screen-started': 'Votre écran est partagé.',
  'customer.stopped.by-you': 'Vous avez arrêté le partage de votre écran.',
  'customer.stopped.by-representative': 'Votre conseiller a arrêté le partage de votre écran.',
  'customer.stopped.connection-lost':
    'Le partage de votre écran a été interrompu : la connexion a été perdue.',
  'customer.stopped.restart':
    'Le partage de votre écran a été interrompu par un redémarrage du site d’assistance.',
  'customer.stopped.session-ended': 'Le partage de votre écran a pris fin avec la session.',
  'customer.stopped.transferred': 'Votre écran n’est plus partagé : votre session a été transmise.',
  'customer.stopped.not-permitted':
    'Votre écran n’est plus partagé : la personne qui vous aide maintenant n’est pas autorisée à le voir.',
  'customer.happened.recording-started': 'L’enregistrement de votre écran a commencé.',
  'customer.happened.recording-stopped': 'L’enregistrement s’est arrêté après {length}.',
  'customer.happened.you-lost': 'Votre connexion a été perdue.',
  'customer.happened.they-lost': '{name} a perdu la connexion. La session attend.',
  'customer.happened.you-returned': 'Vous êtes de nouveau connecté.',
  'customer.happened.they-returned': '{name} est de nouveau en ligne.',

  'customer.ended.title': 'La session est terminée',
  'customer.ended.by-customer': 'Vous avez terminé la session.',
  'customer.ended.by-representative': '{name} a terminé la session.',
  'customer.ended.left-by-notice':
    'Vous avez quitté la salle d’attente, car un avis répondait à votre demande.',
  'customer.ended.left-waiting': 'Vous avez quitté la salle d’attente.',
  'customer.ended.lost': 'La session s’est terminée, car votre connexion n’est pas revenue à temps.',
  'customer.ended.leave-message': 'Laisser un message',
  'customer.ended.never-came':
    'Cette page a mis trop de temps à se connecter : personne n’a donc été sollicité. Vous pouvez redemander de l’aide.',
  'customer.ended.no-representative': 'La session s’est terminée, car plus aucun conseiller n’était présent.',
  'customer.ended.by-administrator': 'La session a été terminée par l’administration du site.',
  'customer.ended.safe': 'Plus rien n’est partagé. Vous pouvez fermer cette page.',
  'customer.after.survey': 'Comment cela s’est-il passé ?',
  'customer.after.survey-text': 'Quelques questions rapides, si vous le souhaitez.',
  'customer.after.survey-open': 'Répondre aux questions',
  'customer.after.survey-thanks': 'Merci pour vos réponses.',
  'customer.after.transcript': 'Enregistrer la conversation',
  'customer.after.recording': 'Enregistrer la vidéo de la session',
  'customer.after.recording-part': 'Enregistrer la vidéo {number}',
  'customer.after.receipt': 'Reçu de cette session',
  'customer.fact.helped-by': 'Aide apportée par',
  'customer.fact.helped-by-nobody': 'Encore personne : la session n’avait pas été acceptée',
  'customer.fact.waited': 'Attente',
  'customer.fact.took': 'Durée',
  'customer.fact.screen': 'Votre écran',
  'customer.fact.screen-not': 'N’a pas été partagé',
  'customer.fact.screen-shared': 'A été partagé pendant {length}',
  'customer.fact.recording': 'Enregistrement',
  'customer.fact.recording-not': 'Rien n’a été enregistré',
  'customer.fact.recording-done': 'L’écran partagé a été enregistré pendant {length}',
  'customer.fact.messages': 'Messages',
  'customer.fact.messages-own': '{all}, dont {own} de vous',
} as const satisfies Translation<typeof english, 'one'>;
