import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** The process's Prometheus registry. Every box adds its metrics by the helpers below. */
export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

const registers = [metrics]

/** A count that only grows. Names follow Prometheus: `evergraph_<box>_<thing>_total`. */
export const counter = <L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> =>
  new Counter({ name, help, labelNames, registers })

/** A value that goes up and down. */
export const gauge = <L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> =>
  new Gauge({ name, help, labelNames, registers })

const observations = new Map<string, Set<() => Promise<void>>>()

/** A value that is looked up when somebody asks. It is not shown while that fails. Several may share a name if their labels differ. */
export function observed(
  name: string,
  help: string,
  labels: Record<string, string>,
  read: () => number | Promise<number>,
): Disposable {
  const known = observations.get(name)
  const reads = known ?? new Set<() => Promise<void>>()
  const made = (): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: Object.keys(labels),
      registers,
      async collect() {
        this.reset()
        await Promise.all([...reads].map((one) => one().catch(() => undefined)))
      },
    })
  if (!known) {
    observations.set(name, reads)
    made()
  }
  const one = async () => {
    const value = await read()
    // Registered above, as a gauge.
    ;(metrics.getSingleMetric(name) as Gauge).set(labels, value)
  }
  reads.add(one)
  return { [Symbol.dispose]: () => void reads.delete(one) }
}

/** A distribution of seconds. */
export const seconds = <L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Histogram<L> =>
  new Histogram({ name, help, labelNames, registers, buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] })
