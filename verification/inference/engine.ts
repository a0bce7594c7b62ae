import type { DeedJudgement, OdometerRead } from '../findings.ts'
import type { CheckedModel } from './manifest.ts'
import type { DeedPhotoTask, Embedded, EmbedTask, OdometerTask } from './tasks.ts'

/** All open models on one thread, and what they answer together. */
export interface Engine {
  readOdometer(task: OdometerTask): Promise<OdometerRead>
  judgeDeed(task: DeedPhotoTask): Promise<DeedJudgement | null>
  embed(task: EmbedTask): Promise<Embedded>
}

export async function openEngine(models: readonly CheckedModel[]): Promise<Engine> {
  void models
  return {
    readOdometer: async () => ({
      text: null,
      value: null,
      confidence: 0,
      digits: [],
      box: null,
      candidates: [],
      dashboard: null,
      models: [],
    }),
    judgeDeed: async () => null,
    embed: async () => {
      throw new Error('No model for embeddings is in force.')
    },
  }
}
