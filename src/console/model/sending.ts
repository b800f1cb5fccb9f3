/** What becomes of one way to send a key. What was typed stays until it was sent. */
export type Sending =
  | { readonly state: 'open'; readonly to: string; readonly problem: string | undefined }
  | { readonly state: 'busy'; readonly to: string }
  | { readonly state: 'sent'; readonly to: string; readonly sentTo: string };

export const NOT_SENT: Sending = { state: 'open', to: '', problem: undefined };

/** What is typed; the note about an earlier one goes with the first letter of the next. Nothing while it is sent. */
export function withRecipient(sending: Sending, to: string): Sending {
  return sending.state === 'busy' ? sending : { state: 'open', to, problem: undefined };
}

/** What mail programs and the systems in between take of an address; beyond, some cut it and some do nothing. */
const MAILTO_CHARACTERS = 1_900;

/**
 * The address that opens the representative's mail program with the invitation. A text too long for
 * that is cut, never the link, which comes first then.
 */
export function mailtoAddress(
  mail: { readonly subject: string; readonly body: string },
  link: string,
): string {
  const start = `mailto:?subject=${encodeURIComponent(mail.subject)}&body=`;
  const whole = start + encodedLines(mail.body);
  if (whole.length <= MAILTO_CHARACTERS) {
    return whole;
  }
  let address = start + encodedLines(`${link}\n\n`);
  for (const symbol of mail.body) {
    const more = encodedLines(symbol);
    if (address.length + more.length > MAILTO_CHARACTERS) {
      break;
    }
    address += more;
  }
  return address;
}

/** RFC 6068: line breaks are CRLF, everything else that is not plain is percent-encoded. */
function encodedLines(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%0A', '%0D%0A');
}
