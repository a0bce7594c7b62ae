import type { Mutant } from './mutant.ts'

const CLAIM = 'ocpp-bridge/operations/claim.test.ts'
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
]
