export type Input = Record<string, unknown>
/** How a mutation is asked by those who may, by those who may not, and wrongly: `test/bad-input.test.ts`. */
export interface MutationCase {
  /** A well-formed input about things that do not exist; null where the mutation takes nothing. */
  input: Input | null
  /** Who may not: a driver is FORBIDDEN, or nobody is and strangers' things are NOT_FOUND. */
  stranger: 'FORBIDDEN' | 'NOT_FOUND' | 'FINE'
  /** Who may where a driver may not: the operator, where it is left out. */
  by?: 'admin' | 'reviewer' | 'partner'
  /** Whether it needs no sign-in. */
  anonymous?: true
  /** Inputs with one fault each, and the path of it. */
  bad: [change: Input, path: (string | number)[]][]
}
