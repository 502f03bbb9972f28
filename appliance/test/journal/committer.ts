// A process that commits as fast as it can and says, after each commit, how far the journal is: to be killed at any moment.
//   committer.ts <folder> <seed>
// Every line it prints is a promise: `ack <seq>` means that all entries up to that one are durable.
import { writeSync } from 'node:fs';
import { seeded } from '../kit/chance.ts';
import { openJournal } from './open-journal.ts';
import { joined, sampleJournal, sampleSigner } from './sample-journal.ts';

const [folder = '', seed = '1'] = process.argv.slice(2);
const { database, store } = await openJournal(folder);
const signer = sampleSigner();
await database.write('INSERT INTO box_key VALUES (?, ?, 0) ON CONFLICT DO NOTHING', [
  signer.key,
  signer.publicKey,
]);
const [last] = await store.sales('B1', { limit: 1 });
const sample = sampleJournal('B1', signer, { head: await store.head('B1'), receipt: last?.receipt ?? 0 });
const chance = seeded(Number(seed));
for (;;) {
  const parts = Array.from({ length: chance.int(1, 6) }, () =>
    chance.happens(0.3) ? sample.sale() : sample.line(),
  );
  await store.commit(joined(parts));
  // Straight to the pipe: what is printed has left this process before it can be killed.
  writeSync(1, `ack ${String(sample.head.seq)}\n`);
}
