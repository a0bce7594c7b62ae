/** An operation of a version, without its document. */
export interface Named {
  name: string
  hash: string
}
export interface Changes<Operation extends Named> {
  added: Operation[]
  removed: Operation[]
  changed: { before: Operation; after: Operation }[]
  unchanged: number
}

/** What is other in the second of two versions, by the names of operations, in their order. */
export function changesOf<Operation extends Named>(before: readonly Operation[], after: readonly Operation[]): Changes<Operation> {
  const then = new Map(before.map((operation) => [operation.name, operation]))
  const now = new Set(after.map(({ name }) => name))
  const pairs = after.map((operation) => ({ before: then.get(operation.name), after: operation }))
  return {
    added: pairs.filter((pair) => !pair.before).map((pair) => pair.after),
    removed: before.filter(({ name }) => !now.has(name)),
    changed: pairs.flatMap((pair) =>
      pair.before && pair.before.hash !== pair.after.hash ? [{ ...pair, before: pair.before }] : [],
    ),
    unchanged: pairs.filter((pair) => pair.before?.hash === pair.after.hash).length,
  }
}
