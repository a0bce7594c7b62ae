/** What every box's composition root returns. Disposing it finishes the work in hand and closes all it opened. */
export interface App extends AsyncDisposable {
  readonly name: string
  /** GraphQL (and the box's other routes) over fetch; absent in boxes that serve none. */
  readonly fetch?: (request: Request) => Promise<Response>
  /** Each dependency: null when it is fine, else a sentence that says what is wrong. */
  ready(): Promise<Readonly<Record<string, string | null>>>
}

/** Null when `check` passes, else its error as a sentence. */
export async function probe(check: () => Promise<unknown>): Promise<string | null> {
  try {
    await check()
    return null
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error)
  }
}
