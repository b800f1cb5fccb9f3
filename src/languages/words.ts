import { asked as arAsked } from './ar/asked.ts';
import { client as arClient } from './ar/client.ts';
import { faults as arFaults } from './ar/faults.ts';
import { invitation as arInvitation } from './ar/invitation.ts';
import { ios as arIos } from './ar/ios.ts';
import { link as arLink } from './ar/link.ts';
import { portal as arPortal } from './ar/portal.ts';
import { customer as arCustomer } from './ar/customer.ts';
import { receipt as arReceipt } from './ar/receipt.ts';
import { survey as arSurvey } from './ar/survey.ts';
import { theme as arTheme } from './ar/theme.ts';
import { ways as arWays } from './ar/ways.ts';
import { asked as deAsked } from './de/asked.ts';
import { client as deClient } from './de/client.ts';
import { faults as deFaults } from './de/faults.ts';
import { invitation as deInvitation } from './de/invitation.ts';
import { ios as deIos } from './de/ios.ts';
import { link as deLink } from './de/link.ts';
import { portal as dePortal } from './de/portal.ts';
import { customer as deCustomer } from './de/customer.ts';
import { receipt as deReceipt } from './de/receipt.ts';
import { survey as deSurvey } from './de/survey.ts';
import { theme as deTheme } from './de/theme.ts';
import { ways as deWays } from './de/ways.ts';
import { asked as enAsked } from './en/asked.ts';
import { client as enClient } from './en/client.ts';
import { faults as enFaults } from './en/faults.ts';
import { invitation as enInvitation } from './en/invitation.ts';
import { ios as enIos } from './en/ios.ts';
import { link as enLink } from './en/link.ts';
import { portal as enPortal } from './en/portal.ts';
import { customer as enCustomer } from './en/customer.ts';
import { receipt as enReceipt } from './en/receipt.ts';
import { survey as enSurvey } from './en/survey.ts';
import { theme as enTheme } from './en/theme.ts';
import { ways as enWays } from './en/ways.ts';
import { asked as esAsked } from './es/asked.ts';
import { client as esClient } from './es/client.ts';
import { faults as esFaults } from './es/faults.ts';
import { invitation as esInvitation } from './es/invitation.ts';
import { ios as esIos } from './es/ios.ts';
import { link as esLink } from './es/link.ts';
import { portal as esPortal } from './es/portal.ts';
import { customer as esCustomer } from './es/customer.ts';
import { receipt as esReceipt } from './es/receipt.ts';
import { survey as esSurvey } from './es/survey.ts';
import { theme as esTheme } from './es/theme.ts';
import { ways as esWays } from './es/ways.ts';
import { asked as frAsked } from './fr/asked.ts';
import { client as frClient } from './fr/client.ts';
import { faults as frFaults } from './fr/faults.ts';
import { invitation as frInvitation } from './fr/invitation.ts';
import { ios as frIos } from './fr/ios.ts';
import { link as frLink } from './fr/link.ts';
import { portal as frPortal } from './fr/portal.ts';
import { customer as frCustomer } from './fr/customer.ts';
import { receipt as frReceipt } from './fr/receipt.ts';
import { survey as frSurvey } from './fr/survey.ts';
import { theme as frTheme } from './fr/theme.ts';
import { ways as frWays } from './fr/ways.ts';
import { asked as jaAsked } from './ja/asked.ts';
import { client as jaClient } from './ja/client.ts';
import { faults as jaFaults } from './ja/faults.ts';
import { invitation as jaInvitation } from './ja/invitation.ts';
import { ios as jaIos } from './ja/ios.ts';
import { link as jaLink } from './ja/link.ts';
import { portal as jaPortal } from './ja/portal.ts';
import { customer as jaCustomer } from './ja/customer.ts';
import { receipt as jaReceipt } from './ja/receipt.ts';
import { survey as jaSurvey } from './ja/survey.ts';
import { theme as jaTheme } from './ja/theme.ts';
import { ways as jaWays } from './ja/ways.ts';
import type { Language } from './language.ts';
import type { Words } from './text.ts';

/** What the appliance itself says to customers: its pages, its invitations, and why something is refused. */
export type ServerTexts = typeof enPortal &
  typeof enWays &
  typeof enSurvey &
  typeof enReceipt &
  typeof enCustomer &
  typeof enFaults &
  typeof enTheme &
  typeof enInvitation &
  typeof enIos &
  typeof enLink &
  typeof enClient &
  typeof enAsked;
export type ServerWords = Words<ServerTexts>;

let made: Readonly<Record<Language, ServerWords>> | undefined;

export function wordsOf(language: Language): ServerWords {
  made ??= {
    en: {
      language: 'en',
      texts: {
        ...enPortal,
        ...enWays,
        ...enSurvey,
        ...enReceipt,
        ...enCustomer,
        ...enFaults,
        ...enTheme,
        ...enInvitation,
        ...enIos,
        ...enLink,
        ...enClient,
        ...enAsked,
      },
    },
    de: {
      language: 'de',
      texts: {
        ...dePortal,
        ...deWays,
        ...deSurvey,
        ...deReceipt,
        ...deCustomer,
        ...deFaults,
        ...deTheme,
        ...deInvitation,
        ...deIos,
        ...deLink,
        ...deClient,
        ...deAsked,
      },
    },
    fr: {
      language: 'fr',
      texts: {
        ...frPortal,
        ...frWays,
        ...frSurvey,
        ...frReceipt,
        ...frCustomer,
        ...frFaults,
        ...frTheme,
        ...frInvitation,
        ...frIos,
        ...frLink,
        ...frClient,
        ...frAsked,
      },
    },
    es: {
      language: 'es',
      texts: {
        ...esPortal,
        ...esWays,
        ...esSurvey,
        ...esReceipt,
        ...esCustomer,
        ...esFaults,
        ...esTheme,
        ...esInvitation,
        ...esIos,
        ...esLink,
        ...esClient,
        ...esAsked,
      },
    },
    ja: {
      language: 'ja',
      texts: {
        ...jaPortal,
        ...jaWays,
        ...jaSurvey,
        ...jaReceipt,
        ...jaCustomer,
        ...jaFaults,
        ...jaTheme,
        ...jaInvitation,
        ...jaIos,
        ...jaLink,
        ...jaClient,
        ...jaAsked,
      },
    },
    ar: {
      language: 'ar',
      texts: {
        ...arPortal,
        ...arWays,
        ...arSurvey,
        ...arReceipt,
        ...arCustomer,
        ...arFaults,
        ...arTheme,
        ...arInvitation,
        ...arIos,
        ...arLink,
        ...arClient,
        ...arAsked,
      },
    },
  };
  return made[language];
}
