import type { Mutant } from './mutant.ts'

const RECORD = 'lib/ocmf/record.test.ts'
const VERIFY = 'lib/ocmf/verify.test.ts'
const FUZZ = 'lib/ocmf/fuzz.test.ts'

export const signed: readonly Mutant[] = [
  {
    name: 'any-curve',
    file: 'lib/ocmf/verify.ts',
    before: 'if (curveOf(signature.algorithm) !== key.curve) return false',
    after: '',
    why: 'A record that names another algorithm than its key has would be taken for signed.',
    red: [VERIFY],
  },
  {
    name: 'all-is-signed',
    file: 'lib/ocmf/verify.ts',
    before: "return verify('sha256', Buffer.from(payload), { key: publicKey, dsaEncoding: 'der' }, signature.bytes)",
    after: 'return publicKey !== undefined',
    why: 'Whatever a charger makes up would be billed as measured.',
    red: [VERIFY, FUZZ],
  },
  {
    name: 'signature-is-the-name',
    file: 'lib/ocmf/verify.ts',
    before: "typeof record === 'string' ? text : record.payload",
    after: 'text',
    why: 'The same signed reading with its signature written otherwise would not be known again.',
    red: [VERIFY],
  },
  {
    name: 'depth',
    file: 'lib/ocmf/json.ts',
    before: 'if (deeper(text, depth)) return undefined',
    after: '',
    why: 'A text of many levels would be worked through.',
    red: [RECORD],
  },
  {
    name: 'decimals',
    file: 'lib/ocmf/json.ts',
    before: '(context?.source ?? String(value))',
    after: 'String(value)',
    why: 'How fine a meter counts would be lost with its last zeros, and a difference would go unseen.',
    red: [RECORD],
  },
  {
    name: 'fed-back',
    file: 'lib/ocmf/reading.ts',
    before: 'register !== null && FED_BACK.test(register) ? null : (energy?.wh ?? null)',
    after: 'energy?.wh ?? null',
    why: 'Energy that a vehicle gives would be compared with what it took.',
    red: [RECORD],
  },
  {
    name: 'bad-meter',
    file: 'lib/ocmf/reading.ts',
    before: "data['ST'] === 'G' && ",
    after: '',
    why: 'A meter that says that it was tampered with would be believed.',
    red: [RECORD],
  },
]
