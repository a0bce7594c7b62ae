import { workerData } from 'node:worker_threads'
import { openEngine, type Engine } from './engine.ts'
import type { Answer, Task, TimedTask, WorkerData } from './tasks.ts'

/** Piscina waits for this promise before it counts the thread as ready. */
export default start(workerData as WorkerData)

async function start({ models, warm }: WorkerData): Promise<(timed: TimedTask) => Promise<Answer<Task>>> {
  // One task at a time runs here.
  let deadline = Infinity
  const engine = await openEngine(models, () => {
    if (Date.now() > deadline) throw new Error('The photo was given up: the models had no time for it.')
  })
  Atomics.add(warm, 0, 1)
  Atomics.notify(warm, 0)
  return (timed) => {
    deadline = timed.deadline
    return answer(engine, timed.task)
  }
}

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
