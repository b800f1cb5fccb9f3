import { LIMITS } from '../kernel/index.ts';

/** A domain as mail servers know it: `bücher.example` → `xn--bcher-kva.example`; '' for what is none. */
export type ToAscii = (domain: string) => string;

/** One address as it was typed, or what is wrong with it. */
export type ParsedAddress =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly sentence: string };

const LOCAL_CHARACTERS = 64;
/** RFC 5322 dot-atom. Quoted local parts exist on paper only, and are a way to smuggle other things. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** Nothing that a parser of addresses of the web might decode or pass over. */
const DOMAIN_CHARACTERS = /^[\p{L}\p{M}\p{N}.-]+$/u;
const ASCII_DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * Exactly one address of mail, ready for a header and for `RCPT TO`: no name beside it, no second
 * address, no line break, no quoting. International domains become their ASCII form.
 */
export function mailAddress(typed: string, toAscii: ToAscii): ParsedAddress {
  const text = typed.trim();
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const typedDomain = text.slice(at + 1);
  if (at < 1 || text.length > LIMITS.mailAddressCharacters || !DOMAIN_CHARACTERS.test(typedDomain)) {
    return no('Please enter one e-mail address, such as anna@example.com.');
  }
  if (!LOCAL_PART.test(local) || local.length > LOCAL_CHARACTERS) {
    return no(
      /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u.test(local)
        ? 'Before the @, only letters from a to z, digits and signs such as . and - can be used.'
        : 'Please enter one e-mail address, such as anna@example.com.',
    );
  }
  const domain = toAscii(typedDomain).toLowerCase();
  const address = `${local}@${domain}`;
  return ASCII_DOMAIN.test(domain) && address.length <= LIMITS.mailAddressCharacters
    ? { ok: true, address }
    : no('What is after the @ is not the name of a mail domain, such as example.com.');
}

function no(sentence: string): ParsedAddress {
  return { ok: false, sentence };
}
