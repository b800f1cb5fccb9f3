import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { Clock } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Sealing } from '../../platform/sealing.ts';
import { type ReceiptKeys, signedText } from '../index.ts';

interface KeyRow {
  readonly id: string;
  readonly public_key: string;
  readonly private_key: string;
}

function purposeOf(id: string): string {
  return `receipt-key:${id}`;
}

/**
 * The Ed25519 keys in the table `receipt_keys`, private ones sealed. One is made at the first start, and
 * when the newest does not open any more (the sealing key was replaced); older ones still check what they signed.
 */
export async function openReceiptKeys(ports: {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly clock: Pick<Clock, 'now'>;
}): Promise<ReceiptKeys> {
  const { database, sealing, clock } = ports;
  const rows = () =>
    database.all<KeyRow>(database.table('receipt_keys').orderBy('made_at', 'desc').orderBy('id'));
  function opened(row: KeyRow | undefined): KeyObject | undefined {
    const pkcs8 = row === undefined ? undefined : sealing.unseal(purposeOf(row.id), row.private_key);
    return pkcs8 === undefined
      ? undefined
      : createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' });
  }
  if (opened(rows()[0]) === undefined) {
    const made = generateKeyPairSync('ed25519');
    const spki = made.publicKey.export({ format: 'der', type: 'spki' });
    const id = createHash('sha256').update(spki).digest('base64url').slice(0, 22);
    const pkcs8 = made.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    await database.write((tx) =>
      database.inside(tx).run(
        database.table('receipt_keys').insert({
          id,
          public_key: spki.toString('base64'),
          private_key: sealing.seal(purposeOf(id), pkcs8),
          made_at: clock.now(),
        }),
      ),
    );
  }
  const known = rows();
  const [newest] = known.filter((row) => opened(row) !== undefined);
  const privateKey = opened(newest);
  if (newest === undefined || privateKey === undefined) {
    throw new Error('the key that was just made does not open');
  }
  const publicKeys = new Map(
    known.map(({ id, public_key }) => [
      id,
      createPublicKey({ key: Buffer.from(public_key, 'base64'), format: 'der', type: 'spki' }),
    ]),
  );
  return {
    sign(make) {
      const receipt = make(newest.id);
      return receipt === undefined
        ? undefined
        : {
            receipt,
            signature: sign(null, Buffer.from(signedText(receipt)), privateKey).toString('base64url'),
          };
    },
    check(key, signed, signature) {
      const publicKey = publicKeys.get(key);
      const bytes = Buffer.from(signature, 'base64url');
      // One way to write a signature: what decodes to the same bytes is another text, and so changed.
      return publicKey === undefined
        ? undefined
        : bytes.toString('base64url') === signature && verify(null, Buffer.from(signed), publicKey, bytes);
    },
    published: () => known.map(({ id, public_key }) => ({ id, publicKey: public_key })),
  };
}
