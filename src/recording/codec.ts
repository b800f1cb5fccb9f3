import type { PictureCodec } from '../media/index.ts';
import type { Packetization } from './frames.ts';
import { VP8 } from './vp8.ts';
import { VP9 } from './vp9.ts';

/** What is known of each codec that the relay carries. */
export const CODECS: Readonly<
  Record<PictureCodec, { readonly packetization: Packetization; readonly ivfName: string }>
> = {
  VP8: { packetization: VP8, ivfName: 'VP80' },
  VP9: { packetization: VP9, ivfName: 'VP90' },
};
