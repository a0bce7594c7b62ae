/** One entry of a contract's ABI, as far as we read it. */
export interface AbiItem {
  type: 'function' | 'event' | 'error' | 'constructor' | 'receive' | 'fallback'
  name?: string
  stateMutability?: 'pure' | 'view' | 'nonpayable' | 'payable'
  inputs?: AbiParameter[]
  outputs?: AbiParameter[]
}
interface AbiParameter {
  name: string
  type: string
  components?: AbiParameter[]
}

/**
 * A TypeScript file with a contract's ABI, creation bytecode and types: what can be read, what can be sent, what is emitted,
 * what it reverts with. `contracts/contract.ts` gives them to ethers.
 */
export function bindingOf(name: string, abi: AbiItem[], bytecode: string): string {
  const of = (type: AbiItem['type'], test: (item: AbiItem) => boolean = () => true) =>
    abi.filter((item) => item.type === type && test(item)).toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? ''))
  const isView = ({ stateMutability }: AbiItem) => stateMutability === 'view' || stateMutability === 'pure'
  const reads = of('function', isView).map((item) => `    ${item.name}: (${named(item.inputs)}) => ${returned(item.outputs)}`)
  const writes = of('function', (item) => !isView(item)).map((item) => `    ${item.name}: [${named(item.inputs)}]`)
  const events = of('event').map((item) => `    ${item.name}: { ${named(item.inputs).replaceAll(', ', '; ')} }`)
  const errors = of('error').map((item) => `'${item.name}'`)
  const create = named(of('constructor')[0]?.inputs)
  return `// Generated from ${name}.sol by contracts/compile.ts; a test compares. Do not edit.
import type { ContractArtifact } from '../contract.ts'

export interface ${name} {
  create: [${create}]
  reads: {
${reads.join('\n')}
  }
  writes: {
${writes.join('\n')}
  }
  events: {
${events.join('\n')}
  }
  errors: ${errors.join(' | ') || 'never'}
}

export const ${name}: ContractArtifact<${name}> = {
  abi: ${JSON.stringify(abi)},
  bytecode: '0x${bytecode}',
}
`
}

const named = (parameters: AbiParameter[] = []): string =>
  parameters.map((p, i) => `${p.name || `value${i}`}: ${typeOf(p)}`).join(', ')

const returned = (outputs: AbiParameter[] = []): string => {
  if (outputs.length === 0) return 'void'
  const [only] = outputs
  return outputs.length === 1 && only ? typeOf(only) : `[${named(outputs)}]`
}

/** The TypeScript type that ethers 6 takes and returns for an ABI type. */
function typeOf({ type, components }: AbiParameter): string {
  const array = /^(.*)\[\d*\]$/.exec(type)
  if (array?.[1]) return `readonly ${wrapped(typeOf({ name: '', type: array[1], ...(components && { components }) }))}[]`
  if (type === 'tuple') return `{ ${named(components).replaceAll(', ', '; ')} }`
  if (type === 'bool') return 'boolean'
  return /^u?int/.test(type) ? 'bigint' : 'string'
}

const wrapped = (type: string): string => (type.startsWith('readonly') ? `(${type})` : type)
