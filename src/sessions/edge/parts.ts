import { Buffer } from 'node:buffer';

/** What a frame holds beside the items themselves. */
const ENVELOPE_BYTES = 1024;

/** `items` in order, in parts that each fit a frame of `frameBytes` and have `limit` items at most. */
export function* partsOf<Item>(
  items: readonly Item[],
  frameBytes: number,
  limit: number,
): IterableIterator<readonly Item[]> {
  let part: Item[] = [];
  let bytes = ENVELOPE_BYTES;
  for (const item of items) {
    const itemBytes = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (part.length > 0 && (part.length === limit || bytes + itemBytes > frameBytes)) {
      yield part;
      part = [];
      bytes = ENVELOPE_BYTES;
    }
    part.push(item);
    bytes += itemBytes;
  }
  if (part.length > 0) {
    yield part;
  }
}
