import type { PictureCodec } from '../../media/index.ts';
import type { CaptureEnd } from '../ports.ts';

/** What the appliance says to the thread that records. `id` is chosen by the appliance. */
export type ToThread =
  | { readonly kind: 'begin'; readonly id: number; readonly path: string }
  | {
      readonly kind: 'expect';
      readonly id: number;
      readonly codec: PictureCodec;
      readonly ssrc: number;
      readonly payloadType: number;
      readonly relayPort: number;
    }
  | { readonly kind: 'finish'; readonly id: number };

/** `begun` or `failed` answers begin, `expecting` answers expect, `ended` comes once, whatever the reason. */
export type FromThread =
  | { readonly kind: 'begun'; readonly id: number; readonly port: number }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string }
  | { readonly kind: 'expecting'; readonly id: number }
  | { readonly kind: 'key-frame-wanted'; readonly id: number }
  | { readonly kind: 'ended'; readonly id: number; readonly end: CaptureEnd };
