import { AsyncLocalStorage } from 'node:async_hooks'
import { Trace } from '@apollo/usage-reporting-protobuf'
import {
  defaultFieldResolver,
  isObjectType,
  type ExecutionResult,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type ResponsePath,
} from 'graphql'

/** A request to measure each field, as Apollo's tools make it ("ftv1"). */
export const TRACE_HEADER = 'apollo-federation-include-trace'

const running = new AsyncLocalStorage<ReturnType<typeof createTree>>()
const measured = new WeakSet<GraphQLSchema>()

/** Executes an operation and measures its fields. The result has the trace in `extensions.ftv1`: Apollo's protobuf in base64. */
export async function executeMeasured(
  schema: GraphQLSchema,
  execute: () => ExecutionResult | Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  measure(schema)
  const tree = createTree()
  const result = await running.run(tree, execute)
  return { ...result, extensions: { ...result.extensions, ftv1: tree.finish(result) } }
}

/** Puts a clock around each field, when somebody asks for the first time. Before, fields cost what they did. */
function measure(schema: GraphQLSchema): void {
  if (measured.has(schema)) return
  measured.add(schema)
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field
      field.resolve = (source, args, context, info) => {
        const end = running.getStore()?.begin(info)
        if (!end) return resolve(source, args, context, info)
        const value: unknown = resolve(source, args, context, info)
        if (value instanceof Promise) value.then(end, end)
        else end()
        return value
      }
    }
  }
}

function createTree() {
  const startedAt = new Date()
  const start = process.hrtime.bigint()
  const now = () => Number(process.hrtime.bigint() - start)
  const root = new Trace.Node()
  const nodes = new Map<string, InstanceType<typeof Trace.Node>>([['', root]])

  const nodeAt = (path: ResponsePath | undefined): InstanceType<typeof Trace.Node> => {
    const key = keyOf(path)
    const known = nodes.get(key)
    if (known || !path) return known ?? root
    const node = new Trace.Node(typeof path.key === 'number' ? { index: path.key } : { responseName: path.key })
    nodes.set(key, node)
    nodeAt(path.prev).child.push(node)
    return node
  }

  return {
    begin({ path, fieldName, returnType, parentType }: GraphQLResolveInfo): () => void {
      const node = nodeAt(path)
      node.type = String(returnType)
      node.parentType = parentType.name
      if (path.key !== fieldName) node.originalFieldName = fieldName
      node.startTime = now()
      return () => void (node.endTime = now())
    },
    finish({ errors = [] }: ExecutionResult): string {
      for (const { path } of errors) {
        const node = nodes.get(path?.join('.') ?? '') ?? root
        // What an error says may be about a person.
        node.error.push(new Trace.Error({ message: '<masked>' }))
      }
      const trace = new Trace({
        root,
        startTime: timestampOf(startedAt),
        endTime: timestampOf(new Date()),
        durationNs: now(),
        fieldExecutionWeight: 1,
      })
      return Buffer.from(Trace.encode(trace).finish()).toString('base64')
    },
  }
}

const keyOf = (path: ResponsePath | undefined): string => {
  const keys: (string | number)[] = []
  for (let at = path; at; at = at.prev) keys.unshift(at.key)
  return keys.join('.')
}

export const timestampOf = (at: Date) => ({ seconds: Math.floor(at.getTime() / 1000), nanos: (at.getTime() % 1000) * 1_000_000 })
