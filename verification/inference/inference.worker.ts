import { workerData } from 'node:worker_threads'
import { openEngine, type Engine } from './engine.ts'
import type { CheckedModel } from './manifest.ts'
import type { Answer, Task } from './tasks.ts'

/** Piscina waits for this promise before it counts the thread as ready. */
export default openEngine((workerData as { models: CheckedModel[] }).models).then((engine) => (task: Task) => answer(engine, task))

function answer(engine: Engine, task: Task): Promise<Answer<Task>> {
  switch (task.kind) {
    case 'odometer':
      return engine.readOdometer(task)
    case 'deed':
      return engine.judgeDeed(task)
    case 'embed':
      return engine.embed(task)
  }
}
