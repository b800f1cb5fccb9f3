import type { ways as english } from '../en/ways.ts';
import type { Translation } from '../text.ts';

export const ways = {
  'ways.heading': 'Comment pouvons-nous vous aider ?',
  'ways.lead':
    'Choisissez ce qui vous convient. Rien n’est installé et rien n’est partagé sans votre accord.',
  'ways.issues-lead':
    'Choisissez ce pour quoi vous avez besoin d’aide : vous joignez les personnes qui s’y connaissent.',
  'ways.issue': 'Pour quoi avez-vous besoin d’aide ?',
  'ways.issue-choose': 'Veuillez choisir',
  'ways.issue-missing': 'Veuillez choisir ce pour quoi vous avez besoin d’aide.',
  'ways.issue-gone': 'Ce que vous avez choisi n’est plus proposé ici. Veuillez choisir à nouveau.',
  'ways.issues-somebody': 'Quelqu’un est là en ce moment',
  'ways.issues-persistent': 'Personne n’est là en ce moment, mais vous pouvez attendre dans la file',
  'ways.issues-nobody': 'Personne n’est là en ce moment, mais vous pouvez laisser un message',
  'ways.issues-none': 'Il n’y a encore rien à choisir ici.',
  'ways.details': 'Avec vos propres mots',
  'ways.continue': 'Continuer',
  'ways.representatives': 'Choisissez un conseiller',
  'ways.representatives-lead': 'Ces conseillers sont là en ce moment.',
  'ways.representatives-none': 'Aucun conseiller n’est là pour le moment.',
  'ways.representatives-find': 'Chercher par nom',
  'ways.representatives-find-button': 'Chercher',
  'ways.representatives-some':
    '{shown} conseillers sur {all} sont affichés. Saisissez une partie du nom pour en trouver un.',
  'ways.representatives-unknown': 'Personne de ce nom n’est là pour le moment.',
  'ways.representative-gone': 'Ce conseiller ne peut pas être choisi ici. Veuillez choisir à nouveau.',
  'ways.notices': 'Avis',
  'ways.leave-message': 'Laisser plutôt un message',

  'ways.join-issue': 'Vous demandez de l’aide : {issue}',
  'ways.join-representative': 'Vous demandez de l’aide à {name}',
  'ways.there': '{name} est là en ce moment.',
  'ways.away':
    '{name} n’est pas là pour le moment. Vous attendez dans la file jusqu’à ce que quelqu’un arrive.',
  'ways.away-key':
    '{name} n’est pas là pour le moment. Nous attendons {name} environ une minute ; si personne ne vient, nous vous le disons et vous pouvez laisser un message.',
  'ways.there-team': 'Quelqu’un est là en ce moment.',
  'ways.away-team':
    'Personne n’est là pour le moment. Vous attendez dans la file jusqu’à ce que quelqu’un arrive.',
  'ways.point-team': 'La personne qui vous aide voit que vous êtes là et ce que vous écrivez ici.',
  'ways.point-chat':
    'Vous échangez par écrit sur cette page. Votre écran n’en fait pas partie, sauf si vous l’acceptez plus tard.',
  'ways.company': 'Votre entreprise',
  'ways.optional': 'Facultatif.',
  'ways.company-code': 'Code de l’entreprise',
  'ways.company-code-hint': 'Facultatif, si l’on vous en a donné un.',
  'ways.too-long': {
    one: 'C’est trop long : {count} caractère au maximum.',
    other: 'C’est trop long : {count} caractères au maximum.',
  },
  'ways.other': 'Choisir autre chose',

  'ways.nobody': 'Personne n’est là pour le moment',
  'ways.nobody-text':
    'Nous sommes désolés que personne ne puisse vous aider en ce moment. Laissez un message et nous vous répondrons, ou réessayez plus tard.',
  'ways.closed': 'Nous sommes fermés',
  'ways.closed-text': 'Nous ne sommes pas là pour le moment. Laissez un message et nous vous répondrons.',
  'ways.opens': 'Nous rouvrons : {time}',
  'ways.more': 'Trouver de l’aide sur cette page',
  'ways.key-while-closed': 'On vous a donné une clé de session ? Elle fonctionne aussi maintenant.',

  'message.heading': 'Laisser un message',
  'message.about': 'Objet : {what}',
  'message.reach': 'Comment vous joindre',
  'message.reach-hint': 'Un numéro de téléphone ou une adresse e-mail.',
  'message.reach-missing': 'Veuillez nous dire comment vous joindre.',
  'message.text': 'Votre message',
  'message.text-hint': 'N’écrivez pas de mots de passe.',
  'message.text-missing': 'Veuillez écrire de quoi il s’agit.',
  'message.send': 'Laisser ce message',
  'message.left': 'Votre message est bien arrivé',
  'message.left-more': 'Merci. Nous vous répondrons.',
  'message.too-many':
    'Plusieurs messages viennent d’être laissés depuis votre réseau. Veuillez attendre une minute, puis l’envoyer à nouveau.',
  'message.full': 'Aucun autre message ne peut être pris pour le moment. Veuillez réessayer plus tard.',
} as const satisfies Translation<typeof english, 'one'>;
