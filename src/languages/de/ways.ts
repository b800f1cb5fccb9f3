import type { ways as english } from '../en/ways.ts';
import type { Translation } from '../text.ts';

export const ways = {
  'ways.heading': 'Wie können wir Ihnen helfen?',
  'ways.lead':
    'Wählen Sie, was Ihnen am besten passt. Es wird nichts installiert, und nichts wird geteilt, bevor Sie zustimmen.',
  'ways.issues-lead':
    'Wählen Sie, wobei Sie Hilfe brauchen, und Sie erreichen die Menschen, die sich damit auskennen.',
  'ways.issue': 'Wobei brauchen Sie Hilfe?',
  'ways.issue-choose': 'Bitte wählen',
  'ways.issue-missing': 'Bitte wählen Sie, wobei Sie Hilfe brauchen.',
  'ways.issue-gone': 'Was Sie gewählt haben, wird hier nicht mehr angeboten. Bitte wählen Sie erneut.',
  'ways.issues-somebody': 'Gerade ist jemand da',
  'ways.issues-persistent': 'Gerade ist niemand da, aber Sie können in der Warteschlange warten',
  'ways.issues-nobody': 'Gerade ist niemand da, aber Sie können eine Nachricht hinterlassen',
  'ways.issues-none': 'Hier gibt es noch nichts zur Auswahl.',
  'ways.details': 'Mit Ihren eigenen Worten',
  'ways.continue': 'Weiter',
  'ways.representatives': 'Wählen Sie eine Ansprechperson',
  'ways.representatives-lead': 'Diese Ansprechpersonen sind gerade da.',
  'ways.representatives-none': 'Im Moment ist keine Ansprechperson da.',
  'ways.representatives-find': 'Nach Namen suchen',
  'ways.representatives-find-button': 'Suchen',
  'ways.representatives-some':
    '{shown} von {all} werden gezeigt. Geben Sie einen Teil des Namens ein, um jemanden zu finden.',
  'ways.representatives-unknown': 'Im Moment ist niemand mit diesem Namen da.',
  'ways.representative-gone': 'Diese Ansprechperson kann hier nicht gewählt werden. Bitte wählen Sie erneut.',
  'ways.notices': 'Hinweise',
  'ways.leave-message': 'Stattdessen eine Nachricht hinterlassen',

  'ways.join-issue': 'Sie bitten um Hilfe: {issue}',
  'ways.join-representative': 'Sie bitten {name} um Hilfe',
  'ways.there': '{name} ist gerade da.',
  'ways.away': '{name} ist gerade nicht da. Sie warten in der Warteschlange, bis jemand kommt.',
  'ways.away-key':
    '{name} ist gerade nicht da. Wir warten etwa eine Minute auf {name}; kommt niemand, sagen wir es Ihnen, und Sie können eine Nachricht hinterlassen.',
  'ways.there-team': 'Gerade ist jemand da.',
  'ways.away-team': 'Gerade ist niemand da. Sie warten in der Warteschlange, bis jemand kommt.',
  'ways.point-team': 'Wer Ihnen hilft, sieht, dass Sie da sind und was Sie hier schreiben.',
  'ways.point-chat':
    'Sie schreiben sich auf dieser Seite. Ihr Bildschirm gehört nicht dazu, außer Sie stimmen dem später zu.',
  'ways.company': 'Ihre Firma',
  'ways.optional': 'Freiwillig.',
  'ways.company-code': 'Firmencode',
  'ways.company-code-hint': 'Freiwillig, falls Sie einen erhalten haben.',
  'ways.too-long': {
    one: 'Das ist zu lang: Möglich ist {count} Zeichen.',
    other: 'Das ist zu lang: Möglich sind {count} Zeichen.',
  },
  'ways.other': 'Etwas anderes wählen',

  'ways.nobody': 'Gerade ist niemand da',
  'ways.nobody-text':
    'Es tut uns leid, dass Ihnen im Moment niemand helfen kann. Hinterlassen Sie eine Nachricht, und wir melden uns bei Ihnen, oder versuchen Sie es später noch einmal.',
  'ways.closed': 'Wir haben geschlossen',
  'ways.closed-text':
    'Im Moment sind wir nicht da. Hinterlassen Sie eine Nachricht, und wir melden uns bei Ihnen.',
  'ways.opens': 'Wir öffnen wieder: {time}',
  'ways.more': 'Auf dieser Seite finden Sie Hilfe',
  'ways.key-while-closed': 'Haben Sie einen Sitzungsschlüssel erhalten? Er gilt auch jetzt.',

  'message.heading': 'Eine Nachricht hinterlassen',
  'message.about': 'Betrifft: {what}',
  'message.reach': 'So erreichen wir Sie',
  'message.reach-hint': 'Eine Telefonnummer oder eine E-Mail-Adresse.',
  'message.reach-missing': 'Bitte sagen Sie uns, wie wir Sie erreichen.',
  'message.text': 'Ihre Nachricht',
  'message.text-hint': 'Bitte schreiben Sie keine Passwörter.',
  'message.text-missing': 'Bitte schreiben Sie, worum es geht.',
  'message.send': 'Diese Nachricht hinterlassen',
  'message.left': 'Ihre Nachricht ist angekommen',
  'message.left-more': 'Vielen Dank. Wir melden uns bei Ihnen.',
  'message.too-many':
    'Aus Ihrem Netz wurden gerade mehrere Nachrichten hinterlassen. Bitte warten Sie eine Minute und senden Sie sie dann noch einmal.',
  'message.full':
    'Im Moment können keine weiteren Nachrichten angenommen werden. Bitte versuchen Sie es später noch einmal.',
} as const satisfies Translation<typeof english, 'one'>;
