import type { Mutant } from './mutant.ts'

const CLAIM = 'ocpp-bridge/operations/claim.test.ts'
const AUTHORITY = 'ocpp-bridge/certificates/authority.ts'
const AUTHORITY_TEST = 'ocpp-bridge/certificates/authority.test.ts'
const COMMANDS = 'ocpp-bridge/operations/command.queries.ts'

/** What operators ask of chargers. */
export const operations: readonly Mutant[] = [
  {
    name: 'operation-sent-twice',
    file: COMMANDS,
    before: ".where('state', '=', 'PENDING')\n        .where('expires_at', '>'",
    after: ".where('state', 'in', ['PENDING', 'SENT'])\n        .where('expires_at', '>'",
    why: 'A reset that was sent is sent again by whoever looks next.',
    red: [CLAIM],
  },
  {
    name: 'operation-sent-late',
    file: COMMANDS,
    before: "        .where('expires_at', '>', sql<Date>`now()`)\n",
    after: '',
    why: 'A charger hears a command that nobody waits for any more.',
    red: [CLAIM],
  },
  {
    name: 'operation-by-a-former-holder',
    file: COMMANDS,
    before: ".where('identity', '=', identity).where('epoch', '=', epoch)",
    after: ".where('identity', '=', identity)",
    why: 'A process that has lost the charger takes its command, and nobody sends it.',
    red: [CLAIM],
  },
  {
    name: 'operation-ends-twice',
    file: COMMANDS,
    before: "    .where('state', '=', from)\n",
    after: '',
    why: 'What was sent is called off, and what is over ends again.',
    red: [CLAIM],
  },
  {
    name: 'unrepeatable-repeated',
    file: 'ocpp-bridge/operations/command.handler.ts',
    before: 'operationOf(command.kind)?.repeatable === true && ',
    after: '',
    why: 'A reset whose answer was lost is sent again.',
    red: [CLAIM],
  },
  {
    name: 'repeated-for-ever',
    file: 'ocpp-bridge/operations/command.handler.ts',
    before: ' && command.expires_at > new Date()',
    after: '',
    why: 'A command goes out again after its time.',
    red: [CLAIM],
  },
  {
    name: 'answer-not-waited-for',
    file: 'ocpp-bridge/operations/command.handler.ts',
    before: 'lostCommands(trx, 3 * longest)',
    after: 'lostCommands(trx, 0)',
    why: 'A command is taken for lost while its sender waits for the answer.',
    red: [CLAIM],
  },
  {
    name: 'statuses-without-end',
    file: 'ocpp-bridge/runs/run.handler.ts',
    before: 'run.statuses.slice(0, OCPP_LIMITS.runStatuses - 1)',
    after: 'run.statuses',
    why: 'A charger fills the disk with what it says of one update.',
    red: ['ocpp-bridge/runs/firmware-run.test.ts'],
    only: 'so much is kept',
  },
  {
    name: 'retried-at-another-time',
    file: 'ocpp-bridge/quarantine/quarantine.service.ts',
    before: 'receivedAt: row.received_at',
    after: 'receivedAt: new Date()',
    why: 'What came in time and is worked again later counts as late.',
    red: ['ocpp-bridge/quarantine/quarantine.test.ts'],
    only: 'is used once',
  },
  {
    name: 'frames-fill-the-memory',
    file: 'ocpp-bridge/frames/recorder.ts',
    before: ' && bytes <= limits.waitingBytes',
    after: '',
    why: 'Long frames that wait for a slow database take the whole memory.',
    red: ['ocpp-bridge/frames/frame.test.ts'],
    only: 'too much to wait',
  },
  {
    name: 'weak-key-signed',
    file: AUTHORITY,
    before: 'Number(algorithm.modulusLength) >= LEAST_RSA_BITS',
    after: 'Number(algorithm.modulusLength) >= 1024',
    why: 'A charger gets a certificate for a key that can be broken.',
    red: [AUTHORITY_TEST],
  },
  {
    name: 'charger-is-an-authority',
    file: AUTHORITY,
    before: 'new BasicConstraintsExtension(false,',
    after: 'new BasicConstraintsExtension(true,',
    why: 'A charger may sign certificates for others.',
    red: [AUTHORITY_TEST],
  },
  {
    name: 'outlives-its-authority',
    file: AUTHORITY,
    before: ', issuer.notAfter.getTime()))',
    after: ', Infinity))',
    why: 'A charger is given days that its certificate has not.',
    red: [AUTHORITY_TEST],
  },
]
