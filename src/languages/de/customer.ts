import type { customer as english } from '../en/customer.ts';
import type { Translation } from '../text.ts';

export const customer = {
  'customer.title.session': 'Support-Sitzung',
  'customer.title.not-connected': 'Nicht verbunden',
  'customer.title.waiting': 'Warteraum',
  'customer.title.next': 'Sie sind als Nächstes dran',
  'customer.title.place': 'Platz {place} in der Warteschlange',
  'customer.title.asks': '{name} fragt Sie',
  'customer.title.sharing': 'Freigabe für {name}',
  'customer.title.ended': 'Sitzung beendet',

  'customer.representative': 'Ihre Ansprechperson',
  'customer.recording': 'Aufzeichnung',
  'customer.leave': 'Verlassen',
  'customer.end': 'Sitzung beenden',
  'customer.try-now': 'Jetzt versuchen',
  'customer.go-on-here': 'Hier weitermachen',
  'customer.less-than-a-minute': 'weniger als eine Minute',
  'customer.refreshed':
    'Verbindung und Bild wurden erneuert. Wenn Sie die ganze Seite neu laden, endet die Freigabe: Drücken Sie dafür noch einmal.',

  'customer.connection.lost':
    'Die Verbindung ist unterbrochen. Diese Seite kommt von selbst zurück; was Sie schreiben, bleibt erhalten und wird dann gesendet.',
  'customer.connection.replaced':
    'Diese Sitzung wurde an anderer Stelle geöffnet. Hier geht es gerade nicht weiter.',
  'customer.connection.outdated':
    'Diese Seite ist älter als die Support-Seite, und neues Laden hat nicht geholfen. Bitte schließen Sie den Browser und öffnen Sie die Seite erneut.',
  'customer.connection.reloading': 'Die Support-Seite wurde aktualisiert. Diese Seite wird neu geladen.',
  'customer.connection.over': 'Diese Seite ist nicht mehr mit der Sitzung verbunden.',
  'customer.unanswered.no-answer':
    'Die Support-Seite hat nicht rechtzeitig geantwortet. Bitte versuchen Sie es noch einmal.',
  'customer.unanswered.connection-lost':
    'Währenddessen wurde die Verbindung unterbrochen. Bitte sehen Sie nach, ob es geklappt hat, und versuchen Sie es sonst noch einmal.',
  'customer.unanswered.over': 'Diese Seite ist nicht mehr verbunden.',
  'customer.unanswered.full':
    'Es wartet schon zu viel auf die Rückkehr der Verbindung. Bitte warten Sie darauf und versuchen Sie es dann noch einmal.',

  'customer.opening.text': 'Ihre Sitzung wird geöffnet …',
  'customer.opening.unreachable': 'Die Support-Seite ist nicht erreichbar',
  'customer.opening.unreachable-text':
    'Diese Seite versucht es von selbst weiter. Wenn es länger dauert, prüfen Sie bitte Ihr Netzwerk oder rufen Sie Ihre Ansprechperson an.',
  'customer.closed.title': 'Diese Seite ist mit keiner Sitzung verbunden',
  'customer.closed.text':
    'Die Sitzung ist vielleicht beendet oder wurde in einem anderen Browser geöffnet. Es wird nichts geteilt.',

  'customer.waiting.room': 'Sie sind im Warteraum',
  'customer.waiting.room-text': 'Ihr Platz in der Warteschlange wird gleich angezeigt.',
  'customer.waiting.next': 'Sie sind als Nächstes dran',
  'customer.waiting.next-text': 'Vor Ihnen ist niemand.',
  'customer.waiting.place': 'Sie sind Nummer {place} in der Warteschlange',
  'customer.waiting.ahead': {
    one: 'Vor Ihnen ist eine Person.',
    other: 'Vor Ihnen sind {count} Personen.',
  },
  'customer.waiting.write':
    'Sie können schon schreiben; gelesen wird es, sobald Ihre Sitzung angenommen wird.',
  'customer.waiting.unknown': 'Wie lange das dauert, können wir nicht sagen.',
  'customer.waiting.usual': 'Die Wartezeit beträgt meist {length}.',
  'customer.waiting.usual-below': 'Die Wartezeit liegt meist unter {length}.',
  'customer.waiting.since': 'Sie warten seit {length}.',
  'customer.waiting.notice': 'Ein Hinweis für Sie',
  'customer.waiting.notice-leave': 'Deswegen bin ich gekommen: verlassen',
  'customer.waiting.leaving': 'Der Warteraum wird verlassen …',
  'customer.waiting.background': 'Diese Seite darf im Hintergrund bleiben; bitte schließen Sie sie nicht.',
  'customer.waiting.notify': 'Benachrichtigen',
  'customer.waiting.notify-hint': 'Ihr Browser fragt, ob diese Website Ihnen eine Mitteilung zeigen darf.',
  'customer.waiting.notify-on': 'Sie werden benachrichtigt, sobald jemand für Sie da ist.',
  'customer.waiting.notify-more': 'Dann werden Sie auch gerufen, wenn diese Seite geschlossen ist.',
  'customer.waiting.notify-asking': 'Ihr Browser wird gefragt …',
  'customer.waiting.called':
    'Sie werden gerufen, auch wenn diese Seite geschlossen ist. Ihr Platz bleibt Ihnen bis dahin erhalten.',
  'customer.waiting.not-called':
    'Ihr Browser lässt nicht zu, dass diese Website Sie ruft. Bitte lassen Sie diese Seite offen.',
  'customer.waiting.call-not': 'Nicht rufen',
  'customer.waiting.closable': 'Sie dürfen diese Seite schließen.',
  'customer.waiting.passed-on':
    '{name} hat Ihre Sitzung weitergegeben, und jemand anderes wird Ihnen helfen.',
  'customer.waiting.moved':
    'Sie wurden in eine andere Warteschlange verschoben, in der Ihnen jemand anderes helfen kann.',
  'customer.waiting.lost':
    'Die Verbindung zu {name} kam nicht zurück. Eine andere Ansprechperson wird Ihnen helfen.',
  'customer.waiting.left-alone':
    'Sie warten jetzt in einer anderen Warteschlange: In der bisherigen ist niemand mehr da.',
  'customer.waiting.nobody-kept':
    'Zurzeit ist niemand angemeldet, der helfen könnte. Sie behalten Ihren Platz, bis jemand kommt.',
  'customer.waiting.nobody-awaited':
    'Zurzeit ist niemand verbunden, der helfen könnte. Ist nicht bald jemand zurück, kommen Sie in eine andere Warteschlange, oder die Sitzung endet.',
  'customer.waiting.again': 'Eine andere Ansprechperson wird Ihnen helfen.',

  'customer.helper.away': 'hat die Verbindung verloren. Die Sitzung wartet; nichts geht verloren.',
  'customer.helper.helping': 'hilft Ihnen',
  'customer.helper.also': 'Auch hier: {names}',
  'customer.helper.viewers': 'Sieht zu: {names}',

  'customer.screen.off': 'Ihr Bildschirm wird nicht freigegeben',
  'customer.screen.off-text':
    'Bei der Freigabe fragt Ihr Browser, was gezeigt werden soll: der ganze Bildschirm oder ein Fenster. {name} sieht nur das und kann weder klicken noch tippen. Sie können die Freigabe jederzeit beenden.',
  'customer.screen.share': 'Bildschirm freigeben',
  'customer.screen.choosing': 'Wählen Sie, was gezeigt werden soll',
  'customer.screen.choosing-text':
    'Ihr Browser fragt in einem eigenen Fenster: Wählen Sie den ganzen Bildschirm oder ein Fenster, und klicken Sie dort auf {share}.',
  'customer.screen.choosing-share': 'Teilen',
  'customer.screen.choosing-again':
    'Durch das Neuladen der Seite endete die Freigabe; deshalb wird noch einmal gefragt.',
  'customer.screen.again': 'Ihr Bildschirm wird nicht mehr freigegeben',
  'customer.screen.again-text':
    'Die Freigabe endete durch das Neuladen der Seite. Um weiterzumachen, wählen Sie den Bildschirm noch einmal aus.',
  'customer.screen.again-share': 'Bildschirm wieder freigeben',
  'customer.screen.again-not': 'Nicht freigeben',
  'customer.screen.seen-monitor': '{name} sieht Ihren ganzen Bildschirm',
  'customer.screen.seen-window': '{name} sieht ein Fenster Ihres Bildschirms',
  'customer.screen.seen-browser': '{name} sieht einen Tab Ihres Browsers',
  'customer.screen.seen-chosen': '{name} sieht, was Sie freigegeben haben',
  'customer.screen.seen-too': 'Auch zu sehen für {names}',
  'customer.screen.nobody-else': 'Niemand außer Ihnen kann hier klicken oder tippen.',
  'customer.screen.shared': 'Ihr Bildschirm ist freigegeben',
  'customer.screen.stop': 'Freigabe beenden',
  'customer.screen.on-its-way': 'Das Bild ist unterwegs …',
  'customer.screen.sent-again': 'Das Bild wird erneut gesendet …',
  'customer.screen.interrupted': 'Das Bild wurde unterbrochen. Es wird erneut gesendet …',
  'customer.screen.not-through':
    'Das Bild kommt nicht an. Diese Seite versucht es weiter; vielleicht lässt Ihr Netzwerk es nicht durch. Im Chat können Sie weitermachen.',
  'customer.screen.denied': 'In dieser Sitzung wird kein Bildschirm freigegeben.',
  'customer.screen.chat': 'Im Chat mit {name} können Sie weitermachen.',
  'customer.unable.not-here': 'Dieses Gerät kann seinen Bildschirm nicht freigeben',
  'customer.unable.not-here-text':
    'Browser auf Telefonen und Tablets bieten das nicht an. Wenn Ihr Bildschirm gesehen werden soll, bitten Sie um einen Sitzungsschlüssel für Ihren Computer.',
  'customer.unable.needs-secure-page': 'Ihr Bildschirm kann hier nicht freigegeben werden',
  'customer.unable.needs-secure-page-text':
    'Browser geben einen Bildschirm nur für Seiten frei, die über eine sichere Verbindung kommen, und die Adresse dieser Seite beginnt nicht mit https. Bitte sagen Sie es Ihrer Ansprechperson.',
  'customer.notice.cancelled': 'Es wird nichts freigegeben. Sie können das später tun, wenn Sie möchten.',
  'customer.notice.refused-by-system':
    'Ihr Computer erlaubt diesem Browser nicht, den Bildschirm zu zeigen. Auf einem Mac erlauben Sie es bitte unter Systemeinstellungen, Datenschutz & Sicherheit, Bildschirmaufnahme, und starten Sie den Browser neu.',
  'customer.notice.failed':
    'Ihr Browser konnte die Freigabe nicht beginnen. Bitte versuchen Sie es noch einmal, oder wählen Sie ein einzelnes Fenster.',
  'customer.notice.stopped-by-representative': 'Ihre Ansprechperson sieht Ihren Bildschirm nicht mehr an.',
  'customer.notice.transferred':
    'Es wird nichts mehr freigegeben: Ihre Sitzung wurde weitergegeben. Geben Sie den Bildschirm wieder frei, wenn Sie darum gebeten werden.',
  'customer.notice.not-permitted':
    'Es wird nichts mehr freigegeben: Wer Ihnen jetzt hilft, darf Ihren Bildschirm nicht sehen.',
  'customer.notice.taken-over': 'Der Bildschirm wird jetzt von einer anderen Seite von Ihnen freigegeben.',

  'customer.ask.title': '{name} möchte Ihren Bildschirm sehen',
  'customer.ask.text':
    'Wenn Sie es zulassen, fragt Ihr Browser, was gezeigt werden soll: der ganze Bildschirm oder ein Fenster. {name} sieht, was Sie wählen, und kann weder klicken noch tippen; auch Kolleginnen und Kollegen, die helfen oder die Aufsicht haben, können es sehen.',
  'customer.ask.private': 'Schließen Sie vorher alles Private. Sie können die Freigabe jederzeit beenden.',
  'customer.ask.deny': 'Ablehnen',
  'customer.ask.allow': 'Zulassen',
  'customer.ask.key': 'Leertaste, nicht Eingabetaste',
  'customer.ask.wrong-key':
    'Die Eingabetaste beantwortet diese Frage nicht. Zum Zulassen drücken Sie die Leertaste.',
  'customer.ask.unable': '{what}. {why}',
  'customer.ask.answer-unable': 'Antworten, dass es nicht möglich ist',
  'customer.elevate.title': '{name} möchte mit Ihrem Bildschirm weitermachen',
  'customer.elevate.text':
    'Bisher schreiben Sie miteinander, und Ihr Bildschirm gehört nicht dazu. Wenn Sie zustimmen, können Sie ihn von da an freigeben: Sie bestimmen weiterhin, was gezeigt wird und wann, und noch wird nichts freigegeben.',
  'customer.elevate.agreement':
    'Erst mit Ihrer Zustimmung dazu geht es mit Ihrem Bildschirm weiter. Sie können auch beim Chat bleiben.',
  'customer.elevate.time': 'Verbleibende Zeit für die Antwort: {length}. Ohne Antwort bleibt es beim Chat.',
  'customer.elevate.deny': 'Beim Chat bleiben',
  'customer.happened.elevation-asked': '{name} wollte mit Ihrem Bildschirm weitermachen.',
  'customer.happened.elevation-allowed':
    'Sie haben zugestimmt. Sie können Ihren Bildschirm jetzt freigeben; noch wird nichts freigegeben.',
  'customer.happened.elevation-denied': 'Sie haben nicht zugestimmt. Es bleibt beim Chat.',
  'customer.happened.elevation-no-answer': 'Die Frage wurde ohne Antwort geschlossen. Es bleibt beim Chat.',
  'customer.happened.elevation-withdrawn': 'Die Frage wurde zurückgezogen. Es bleibt beim Chat.',
  'customer.call.elevation': 'Darf es mit Ihrem Bildschirm weitergehen?',
  'customer.button.title': '{name} möchte eine Support-Schaltfläche auf diesem Gerät ablegen',
  'customer.button.text':
    'Sie heißt „{title}“: ein Symbol, das Sie mit einem Klick zu unserem Support bringt. Nichts läuft im Hintergrund, niemand bekommt dadurch Zugriff auf Ihr Gerät, und Sie können sie jederzeit löschen.',
  'customer.button.deny': 'Nein, danke',
  'customer.button.allow': 'Annehmen',
  'customer.button.ready': 'Ihre Support-Schaltfläche ist bereit',
  'customer.button.ready-text':
    'Öffnen Sie sie und installieren Sie sie als App, oder speichern Sie eine Verknüpfung. Sie öffnet sich in einem eigenen Tab.',
  'customer.button.open': 'Auf diesem Gerät ablegen',
  'customer.happened.button-asked':
    '{name} wollte die Support-Schaltfläche „{title}“ auf diesem Gerät ablegen.',
  'customer.happened.button-allowed': 'Sie haben die Support-Schaltfläche „{title}“ angenommen.',
  'customer.happened.button-denied': 'Sie wollten die Support-Schaltfläche „{title}“ nicht.',
  'customer.happened.button-no-answer':
    'Die Frage nach der Support-Schaltfläche „{title}“ wurde ohne Antwort geschlossen.',
  'customer.happened.button-withdrawn':
    'Die Frage nach der Support-Schaltfläche „{title}“ wurde zurückgezogen.',
  'customer.happened.button-removed':
    '{name} hat die Support-Schaltfläche „{title}“ entfernt. Sie funktioniert nicht mehr, und Sie können ihr Symbol löschen.',
  'customer.call.button': 'Darf eine Support-Schaltfläche auf diesem Gerät abgelegt werden?',
  'customer.leave.title': 'Nicht länger warten?',
  'customer.leave.text':
    'Sie verlieren Ihren Platz in der Warteschlange. Wer wiederkommt, beginnt von vorn zu warten.',
  'customer.end.title': 'Sitzung beenden?',
  'customer.end.text':
    'Der Chat mit {name} wird geschlossen, und nichts wird mehr freigegeben. Für weitere Hilfe benötigen Sie einen neuen Sitzungsschlüssel.',
  'customer.end.stay': 'Bleiben',

  'customer.chat.label': 'Unterhaltung',
  'customer.chat.lines': 'Was gesagt wurde',
  'customer.chat.past': 'Was gesagt und getan wurde',
  'customer.chat.earlier': 'Frühere Zeilen anzeigen',
  'customer.chat.typing': '{name} schreibt …',
  'customer.chat.you': 'Sie',
  'customer.chat.message': 'Nachricht',
  'customer.chat.placeholder': 'Nachricht schreiben',
  'customer.chat.send': 'Senden',
  'customer.chat.send-again': 'Erneut senden',
  'customer.chat.delete': 'Löschen',
  'customer.chat.link': 'Öffnet {host} in einem neuen Tab',
  'customer.delivery.sending': 'Wird gesendet',
  'customer.delivery.sent': 'Gesendet',
  'customer.delivery.delivered': 'Zugestellt',
  'customer.delivery.refused': 'Nicht gesendet',

  'customer.call.here': '{name} ist da',
  'customer.call.begun': 'Ihre Support-Sitzung hat begonnen.',
  'customer.call.goes-on': 'Ihre Support-Sitzung geht weiter.',
  'customer.call.other': 'Jemand anderes wird Ihnen helfen',
  'customer.call.waiting': 'Sie sind wieder im Warteraum.',
  'customer.call.screen': 'Darf Ihr Bildschirm angesehen werden?',
  'customer.call.wrote': '{name} hat Ihnen geschrieben',
  'customer.call.open': 'Öffnen Sie die Seite, um es zu lesen.',
  'customer.call.nobody': 'Im Moment kann niemand helfen',
  'customer.call.nobody-text':
    'Es ist niemand mehr da, der Ihnen helfen könnte. Sie können eine Nachricht hinterlassen.',

  'customer.happened.asked': 'Sie haben um Hilfe gebeten.',
  'customer.happened.asked-for': 'Sie haben um Hilfe gebeten: „{details}“',
  'customer.happened.accepted': '{name} ist da, um Ihnen zu helfen.',
  'customer.happened.joined': '{name} ist der Sitzung beigetreten.',
  'customer.happened.joined-from-outside':
    '{name} ist der Sitzung von außerhalb beigetreten, eingeladen von {by}.',
  'customer.happened.viewing': '{name} sieht zu.',
  'customer.happened.viewing-ended': '{name} sieht nicht mehr zu.',
  'customer.happened.left': '{name} hat die Sitzung verlassen.',
  'customer.happened.lost': 'Die Verbindung zu {name} kam nicht zurück.',
  'customer.happened.helping': '{name} hilft Ihnen jetzt.',
  'customer.happened.passed-on': '{name} hat Ihre Sitzung weitergegeben. Jemand anderes wird Ihnen helfen.',
  'customer.happened.waiting-again':
    'Sie warten auf eine andere Ansprechperson. Was geschrieben wurde, bleibt erhalten.',
  'customer.happened.screen-asked': '{name} wollte Ihren Bildschirm sehen.',
  'customer.happened.screen-allowed': 'Sie haben zugestimmt.',
  'customer.happened.screen-denied': 'Sie haben nicht zugestimmt. Es wurde nichts freigegeben.',
  'customer.happened.screen-no-answer':
    'Die Frage wurde ohne Antwort geschlossen. Es wurde nichts freigegeben.',
  'customer.happened.screen-withdrawn': 'Die Frage wurde zurückgezogen.',
  'customer.happened.screen-started': 'Ihr Bildschirm wird freigegeben.',
  'customer.stopped.by-you': 'Sie haben die Bildschirmfreigabe beendet.',
  'customer.stopped.by-representative': 'Ihre Ansprechperson hat die Bildschirmfreigabe beendet.',
  'customer.stopped.connection-lost':
    'Die Bildschirmfreigabe wurde unterbrochen: Die Verbindung ging verloren.',
  'customer.stopped.restart':
    'Die Bildschirmfreigabe wurde durch einen Neustart der Support-Seite unterbrochen.',
  'customer.stopped.session-ended': 'Die Bildschirmfreigabe endete mit der Sitzung.',
  'customer.stopped.transferred':
    'Ihr Bildschirm wird nicht mehr freigegeben: Ihre Sitzung wurde weitergegeben.',
  'customer.stopped.not-permitted':
    'Ihr Bildschirm wird nicht mehr freigegeben: Wer Ihnen jetzt hilft, darf ihn nicht sehen.',
  'customer.happened.recording-started': 'Die Aufzeichnung Ihres Bildschirms hat begonnen.',
  'customer.happened.recording-stopped': 'Die Aufzeichnung endete nach {length}.',
  'customer.happened.you-lost': 'Ihre Verbindung wurde unterbrochen.',
  'customer.happened.they-lost': '{name} hat die Verbindung verloren. Die Sitzung wartet.',
  'customer.happened.you-returned': 'Sie sind wieder verbunden.',
  'customer.happened.they-returned': '{name} ist wieder verbunden.',

  'customer.ended.title': 'Die Sitzung ist beendet',
  'customer.ended.by-customer': 'Sie haben die Sitzung beendet.',
  'customer.ended.by-representative': '{name} hat die Sitzung beendet.',
  'customer.ended.left-by-notice':
    'Sie haben den Warteraum verlassen, weil ein Hinweis Ihr Anliegen beantwortet hat.',
  'customer.ended.left-waiting': 'Sie haben den Warteraum verlassen.',
  'customer.ended.lost': 'Die Sitzung endete, weil Ihre Verbindung nicht rechtzeitig zurückkam.',
  'customer.ended.leave-message': 'Eine Nachricht hinterlassen',
  'customer.ended.never-came':
    'Diese Seite hat sich nicht rechtzeitig verbunden, deshalb wurde niemand gefragt. Sie können erneut um Hilfe bitten.',
  'customer.ended.no-representative': 'Die Sitzung endete, weil keine Ansprechperson mehr da war.',
  'customer.ended.by-administrator': 'Die Sitzung wurde von der Administration beendet.',
  'customer.ended.safe': 'Es wird nichts mehr freigegeben. Sie können diese Seite schließen.',
  'customer.after.survey': 'Wie war es?',
  'customer.after.survey-text': 'Ein paar kurze Fragen, wenn Sie möchten.',
  'customer.after.survey-open': 'Fragen beantworten',
  'customer.after.survey-thanks': 'Vielen Dank für Ihre Antworten.',
  'customer.after.transcript': 'Gespräch speichern',
  'customer.after.recording': 'Aufzeichnung speichern',
  'customer.after.recording-part': 'Aufzeichnung {number} speichern',
  'customer.after.receipt': 'Beleg dieser Sitzung',
  'customer.fact.helped-by': 'Geholfen hat',
  'customer.fact.helped-by-nobody': 'Noch niemand: Die Sitzung war nicht angenommen worden',
  'customer.fact.waited': 'Wartezeit',
  'customer.fact.took': 'Dauer',
  'customer.fact.screen': 'Ihr Bildschirm',
  'customer.fact.screen-not': 'Wurde nicht freigegeben',
  'customer.fact.screen-shared': 'War freigegeben: {length}',
  'customer.fact.recording': 'Aufzeichnung',
  'customer.fact.recording-not': 'Es wurde nichts aufgezeichnet',
  'customer.fact.recording-done': 'Der freigegebene Bildschirm wurde aufgezeichnet: {length}',
  'customer.fact.messages': 'Nachrichten',
  'customer.fact.messages-own': '{all}, davon {own} von Ihnen',
} as const satisfies Translation<typeof english, 'one'>;
