/** IVF: frames with a length and a time before each. ffmpeg reads it from a pipe as it is written. */

/** `codec` is IVF's name of it, four letters. */
export function ivfHeader(codec: string, width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  bytes.set(letters('DKIF'));
  view.setUint16(6, bytes.length, true);
  bytes.set(letters(codec), 8);
  view.setUint16(12, width, true);
  view.setUint16(14, height, true);
  view.setUint32(16, 1_000, true); // units a second: times are milliseconds
  view.setUint32(20, 1, true);
  return bytes;
}

export function ivfFrameHeader(byteLength: number, positionMs: number): Uint8Array {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, byteLength, true);
  view.setBigUint64(4, BigInt(positionMs), true);
  return bytes;
}

function letters(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
