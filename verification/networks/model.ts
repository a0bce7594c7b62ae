import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'

/** Numbers in rows; `dims` from the outermost to the innermost. */
export interface Tensor {
  data: Float32Array
  dims: readonly number[]
}

/** An ONNX model that is open on this thread. */
export interface Model extends AsyncDisposable {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Blocks the thread while it computes: run it in a worker. */
  run(inputs: Record<string, Tensor>): Promise<Record<string, Tensor>>
}

/**
 * Opens a model from bytes whose hash the caller has checked, on one thread of the CPU. A process runs one worker for each core instead: a
 * batch of small models gains nothing from more threads. All tensors are 32-bit floats. Throws ONNX Runtime's error for a broken file.
 */
export async function openModel(bytes: Uint8Array): Promise<Model> {
  const session = await InferenceSession.create(unshared(bytes), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  })
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    async run(inputs) {
      const feeds = Object.entries(inputs).map(([name, { data, dims }]) => [name, new OrtTensor('float32', data, dims)] as const)
      const results = await session.run(Object.fromEntries(feeds))
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, floats(name, tensor)]))
    },
    [Symbol.asyncDispose]: () => session.release(),
  }
}

/** ONNX Runtime's binding takes no shared memory. */
const unshared = (bytes: Uint8Array): Uint8Array => (bytes.buffer instanceof ArrayBuffer ? bytes : Uint8Array.from(bytes))

function floats(name: string, tensor: OrtTensor): Tensor {
  if (!(tensor.data instanceof Float32Array))
    throw new Error(`The output ${name} is of type ${tensor.type}; 32-bit floats are wanted.`)
  return { data: tensor.data, dims: tensor.dims }
}
