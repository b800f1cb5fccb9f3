type Headers = readonly (readonly [name: string, value: string])[];

/** Headers of every answer: nothing in it is run, framed, guessed at, kept, or read by another site. */
export const STRICTEST: Headers = [
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['X-Content-Type-Options', 'nosniff'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Cache-Control', 'no-store'],
];

/**
 * Headers of a page, in place of or beside the strictest. The policy allows our own files and nothing
 * inline; `connect-src` names the WebSocket of the public URL for browsers whose `'self'` does not
 * cover it.
 */
export function pageHeaders(publicOrigin: string | undefined): Headers {
  const socket = publicOrigin === undefined ? '' : ` ${publicOrigin.replace(/^http/, 'ws')}`;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${socket}`,
    "font-src 'self'",
    "media-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return [
    ['Content-Security-Policy', policy],
    // Not `no-referrer`: with it browsers send `Origin: null` from our own forms.
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    [
      'Permissions-Policy',
      'display-capture=(self), fullscreen=(self), clipboard-write=(self), microphone=(), geolocation=(), payment=(), usb=()',
    ],
    ['X-Robots-Tag', 'noindex, nofollow'],
  ];
}

/** For answers over TLS. */
export const STRICT_TRANSPORT: readonly [string, string] = ['Strict-Transport-Security', 'max-age=31536000'];

/** For stored files that somebody sent or recorded: they may be looked at, never run (T36). */
export const FILE_POLICY = "default-src 'none'; media-src 'self'; style-src 'none'; sandbox";
