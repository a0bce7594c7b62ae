/** One line of ours, broken on purpose. Some test must see it: `npm run mutants` applies them one by one and expects red. */
export interface Mutant {
  name: string
  /** Path from the repository's root. */
  file: string
  /** Stands in the file exactly once. */
  before: string
  after: string
  /** What would go wrong. */
  why: string
  /** Test files of which at least one must fail. */
  red: readonly string[]
  /** Only tests whose names have this, where the files hold long ones. */
  only?: string
}
