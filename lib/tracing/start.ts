import { z } from 'zod'
import { env, readConfig, type Env } from '../config.ts'
import { useTracing } from './trace.ts'

/** OpenTelemetry's standard variables that decide whether there is tracing. The SDK reads the others: headers, sampler, batches, resource. */
const shape = {
  OTEL_EXPORTER_OTLP_ENDPOINT: env.url('http:', 'https:').optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: env.url('http:', 'https:').optional(),
  /** The wire is JSON over HTTP; every collector takes it on the port of `http/protobuf`. */
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(['http/json']).optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.enum(['http/json']).optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
  OTEL_SDK_DISABLED: env.flag(false),
}

/**
 * Begins to trace this process if an exporter is configured. Without one nothing of OpenTelemetry is loaded. Disposing it sends what has not
 * been sent yet. Throws a ConfigError that names every fault.
 */
export async function startTracing(service: string, variables: Env = process.env): Promise<AsyncDisposable> {
  const read = readConfig(shape, variables)
  const endpoint = read.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? read.OTEL_EXPORTER_OTLP_ENDPOINT
  if (endpoint === undefined || read.OTEL_TRACES_EXPORTER === 'none' || read.OTEL_SDK_DISABLED)
    return { [Symbol.asyncDispose]: () => Promise.resolve() }
  const { openTracing } = await import('./otel.ts')
  const tracing = openTracing(service)
  useTracing(tracing)
  return {
    [Symbol.asyncDispose]: async () => {
      useTracing(null)
      // A collector that is away must not keep the process from ending.
      await Promise.resolve(tracing[Symbol.asyncDispose]()).catch(() => undefined)
    },
  }
}
