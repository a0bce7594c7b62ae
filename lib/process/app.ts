import { LIMITS } from '../limits.ts'
import { sentenceOf } from '../work/outage.ts'

/** An app that runs: a box or the gateway. Disposing it finishes the work in hand and closes all it opened. */
export interface App extends AsyncDisposable {
  readonly name: string
  /** GraphQL (and the box's other routes) over fetch; absent in boxes without a graph. */
  readonly fetch?: (request: Request) => Promise<Response>
  /** Each dependency: null if it works, else a sentence that says what is wrong. */
  ready(): Promise<Readonly<Record<string, string | null>>>
}

/** What somebody should look at although the box works on and is ready: null, or a sentence. */
export interface Degradable {
  degraded?(): Promise<Readonly<Record<string, string | null>>>
}

/** Null if `check` passes, else its error as a sentence. A check that hangs has failed too. */
export async function probe(check: () => Promise<unknown>): Promise<string | null> {
  const { probeMs } = LIMITS.outage
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`There is no answer within ${probeMs / 1_000} s.`), probeMs)
  })
  try {
    return await Promise.race([check().then(() => null, sentenceOf), late])
  } finally {
    clearTimeout(timer)
  }
}
