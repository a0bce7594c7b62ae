import { Contract, Interface, type ContractRunner, type InterfaceAbi, type Log, type TransactionReceipt } from 'ethers'

/** The shape of a generated contract type; the files in `generated/` are of it. */
export interface ContractTypes {
  create: readonly unknown[]
  reads: object
  writes: object
  events: object
  errors: string
}

export interface ContractArtifact<T extends ContractTypes> {
  abi: InterfaceAbi
  bytecode: string
  /** Never set: carries the types. */
  types?: T
}

type Reads<T extends ContractTypes> = {
  [K in keyof T['reads']]: T['reads'][K] extends (...args: infer A) => infer R
    ? (...args: [...A, overrides?: { blockTag?: string | number }]) => Promise<R>
    : never
}

/** An event as it was found on chain. */
export interface FoundEvent<T extends ContractTypes, Name extends keyof T['events']> {
  args: T['events'][Name]
  blockNumber: number
  transactionHash: string
  logIndex: number
}

/** A contract's typed face: calls that read, calldata for what is sent, events, and the names of its errors. */
export interface TypedContract<T extends ContractTypes> {
  readonly address: string
  readonly interface: Interface
  readonly read: Reads<T>
  /** Calldata of a call that changes state. */
  encode<Name extends keyof T['writes'] & string>(
    name: Name,
    ...args: T['writes'][Name] extends readonly unknown[] ? T['writes'][Name] : never
  ): string
  /** The arguments behind calldata, or null when it calls something else. */
  decode<Name extends keyof T['writes'] & string>(name: Name, data: string): T['writes'][Name] | null
  /** The contract's events of that name in a receipt. */
  eventsIn<Name extends keyof T['events'] & string>(name: Name, receipt: Pick<TransactionReceipt, 'logs'>): FoundEvent<T, Name>[]
  /** All events of that name from block to block, both included. */
  eventsBetween<Name extends keyof T['events'] & string>(
    name: Name,
    fromBlock: number,
    toBlock: number,
  ): Promise<FoundEvent<T, Name>[]>
  /** Name of the custom error a revert carries, or null. */
  errorName(data: string | null | undefined): T['errors'] | null
}

/** Binds an artifact to an address on a chain. */
export function contractAt<T extends ContractTypes>(
  artifact: ContractArtifact<T>,
  address: string,
  /** Null for what asks nothing of a chain. */
  runner: ContractRunner | null,
): TypedContract<T> {
  const face = new Interface(artifact.abi)
  const contract = new Contract(address, face, runner)
  const found = <Name extends keyof T['events'] & string>(name: Name, log: Log): FoundEvent<T, Name> => ({
    // The ABI that decodes it and the type of it were generated together.
    args: face.decodeEventLog(name, log.data, log.topics).toObject() as T['events'][Name],
    blockNumber: log.blockNumber,
    transactionHash: log.transactionHash,
    logIndex: log.index,
  })
  const isEvent = (name: string, log: Pick<Log, 'address' | 'topics'>) =>
    log.address.toLowerCase() === address.toLowerCase() && log.topics[0] === face.getEvent(name)?.topicHash
  return {
    address,
    interface: face,
    read: contract as unknown as Reads<T>,
    encode: (name, ...args) => face.encodeFunctionData(name, args),
    decode: <Name extends keyof T['writes'] & string>(name: Name, data: string) =>
      data.startsWith(face.getFunction(name)?.selector ?? '-')
        ? (face.decodeFunctionData(name, data).toArray() as T['writes'][Name])
        : null,
    eventsIn: (name, receipt) => receipt.logs.filter((log) => isEvent(name, log)).map((log) => found(name, log)),
    eventsBetween: async (name, fromBlock, toBlock) => {
      const logs = await contract.queryFilter(name, fromBlock, toBlock)
      return logs.map((log) => found(name, log))
    },
    errorName: (data) => (data ? (face.parseError(data)?.name ?? null) : null),
  }
}
