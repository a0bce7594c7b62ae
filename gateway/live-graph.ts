import { readFile, stat } from 'node:fs/promises'
import type { Log } from '#lib/log.ts'
import { startRepeat } from '#lib/work/repeat.ts'
import type { GatewayConfig } from './config.ts'
import { refusal } from './errors.ts'
import { loadGraph, loadingGraph, type Graph } from './execution/graph.ts'
import { withPauses } from './execution/steps.ts'
import { GATEWAY_LIMITS } from './limits.ts'
import { supergraphs } from './metrics.ts'

/**
 * Serves the graph of a file, and another one when the file has changed. A request is served to its end by the graph that it began on. So is a
 * subscription: nothing is gained by ending it, and all would come back at once. Only when a graph is several changes old are its
 * subscriptions ended, with a code after which clients subscribe again, because each old graph holds memory. A file that is no valid
 * supergraph is refused, and the last good one serves on. The file is looked at again and again: notices of file systems are lost on mounts
 * such as those of Kubernetes.
 */
export async function createLiveGraph<Served>(options: {
  config: Pick<GatewayConfig, 'supergraph'>
  /** A supergraph that stays, in place of the file. */
  supergraphSdl: string | undefined
  /** Serves a graph; the signal ends its subscriptions. */
  serve: (graph: Graph, stopping: AbortSignal) => Served
  changed: () => void
  log: Log
}) {
  const { supergraphSdl, serve, changed, log } = options
  const { supergraph: file } = options.config
  const stops: AbortController[] = []
  const begun = (graph: Graph): Served => {
    const stop = new AbortController()
    const served = serve(graph, stop.signal)
    stops.push(stop)
    if (stops.length > GATEWAY_LIMITS.graphs)
      stops.shift()?.abort(refusal('SHUTTING_DOWN', 'The graph has changed. Subscribe again.'))
    return served
  }
  let text = supergraphSdl ?? (await readFile(file, 'utf8'))
  let current = begun(loadGraph(text))
  let fault: string | null = null
  let seen = ''

  const look = async (): Promise<void> => {
    try {
      const { mtimeMs, size, ino } = await stat(file)
      const state = `${mtimeMs} ${size} ${ino}`
      if (state === seen) return
      const found = await readFile(file, 'utf8')
      seen = state
      if (found !== text) await takeUp(found)
      fault = null
      text = found
    } catch (error) {
      const reason = `${file} is no supergraph that can be served: ${error instanceof Error ? error.message : String(error)}`
      if (reason === fault) return
      fault = reason
      supergraphs.inc({ outcome: 'refused' })
      log.error({ err: error, file }, 'a changed supergraph is refused; the last good one serves on')
    }
  }
  const takeUp = async (sdl: string): Promise<void> => {
    // Loaded at once, it would keep all requests and sockets waiting for all of its steps.
    current = begun(await withPauses(loadingGraph(sdl), GATEWAY_LIMITS.loadPauseMs))
    changed()
    supergraphs.inc({ outcome: 'taken up' })
    log.info({ file }, 'a changed supergraph is served from now on')
  }
  const looking =
    supergraphSdl === undefined
      ? startRepeat({ what: 'looking at the supergraph', everyMs: GATEWAY_LIMITS.supergraphEveryMs, task: look }, log)
      : undefined
  return {
    current: (): Served => current,
    /** Why the file as it is now is not served; null if it is. */
    fault: (): string | null => fault,
    endStreams: (): void => stops.forEach((stop) => stop.abort()),
    [Symbol.asyncDispose]: async (): Promise<void> => {
      await looking?.[Symbol.asyncDispose]()
    },
  }
}
