import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type SpanContext,
  type Span as OtelSpan,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { isTraceparent, type Span, type Tracing } from './trace.ts'

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const

/**
 * Sends spans to a collector, as OTLP over HTTP in JSON. The SDK reads address, headers, sampler and batch sizes from the standard variables
 * (`OTEL_…`). Nothing is registered globally.
 */
export function openTracing(service: string): Tracing & AsyncDisposable {
  const named = resourceFromAttributes({ 'service.name': service })
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(named)
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  return {
    open: ({ name, box, kind, causes = [], attributes, since }, cause) => {
      const options = {
        kind: KINDS[kind],
        attributes: { ...attributes, 'evergraph.box': box },
        links: causes.flatMap((each) => contextOf(each) ?? []).map((context) => ({ context })),
        ...(since !== undefined && { startTime: since }),
      }
      return wrapped(provider.getTracer('evergraph').startSpan(name, options, parentOf(cause)))
    },
    [Symbol.asyncDispose]: () => provider.shutdown(),
  }
}

const parentOf = (traceparent: string | null): Context => {
  const parent = contextOf(traceparent)
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT
}

function contextOf(traceparent: string | null | undefined): SpanContext | null {
  if (!isTraceparent(traceparent)) return null
  const [, traceId = '', spanId = '', flags = '00'] = traceparent.split('-')
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true }
}

function wrapped(span: OtelSpan): Span {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return {
    traceparent: `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`,
    set: (attributes) => void span.setAttributes(attributes),
    failed: (code) => {
      span.setAttribute('error.type', code)
      span.setStatus({ code: SpanStatusCode.ERROR })
    },
    end: () => span.end(),
  }
}
