import type { ModelInput } from './manifest.ts'

/** A model's input as a manifest would say, RGB of 0 to 255 by default. */
export const inputOf = (given: Partial<ModelInput>): ModelInput => ({
  name: 'images',
  width: 8,
  height: 8,
  channels: 'RGB',
  layout: 'NCHW',
  scale: 1,
  mean: [0],
  std: [1],
  resize: 'squeeze',
  anchor: 'top-left',
  fill: 114,
  crop: 0.875,
  ...given,
})
