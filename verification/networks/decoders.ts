import { z } from 'zod'

const EVIDENCE = {
  /** For deeds: by task, or by material for RECYCLING, the labels that show it, e.g. `{"CYCLING": ["bicycle"]}`. */
  accepts: z.record(z.string(), z.array(z.string())).default({}),
}

const CTC = z.strictObject({
  kind: z.literal('ctc'),
  /** The characters in the order of the model's classes, without the blank. */
  alphabet: z.string().min(1),
  /** Class of the blank. */
  blank: z.int().nonnegative().default(0),
  /** Name of the output of shape [n, steps, classes] (or [steps, n, classes], as `order` says), as scores before the softmax or after. */
  output: z.string().min(1),
  order: z.enum(['NTC', 'TNC', 'NCT']).default('NTC'),
  /** What the outputs are. A softmax makes probabilities of `logits`. */
  scores: z.enum(['logits', 'log-probabilities', 'probabilities']).default('logits'),
  /** Name of a second output of shape [n, 3], in the same measure: how likely the line is an odometer, a trip meter, or no reading at all. */
  kinds: z.string().optional(),
})

/**
 * A detector of rotated lines of text after EAST (Zhou et al. 2017): maps of [n, kinds, rows, columns] with the probability that a cell lies on
 * a line of each kind, and of [n, 6, rows, columns] with the distances in pixels to the line's top, right, bottom and left side along its
 * own axes, and the cosine and sine of its direction. It looks at the whole photo, then at an upright window around each candidate.
 * The input's width and height are those of the first look, on whose longer side the photo is brought.
 */
const EAST = z.strictObject({
  kind: z.literal('east'),
  score: z.string().min(1),
  geometry: z.string().min(1),
  /** Pixels of the input a cell. */
  stride: z.int().positive().default(4),
  /** The input's sides must be multiples of this. */
  multiple: z.int().positive().default(32),
  /** The least probability of a cell that takes part, at the first look and at the second. */
  low: z.number().min(0).max(1).default(0.35),
  lowClosely: z.number().min(0).max(1).default(0.2),
  /** First looks: at the input's size, and at shares of it, for odometers that fill the photo. */
  looks: z.array(z.number().positive().max(1)).min(1).default([1]),
  /** Further looks where what was read is not sure, for small digits; shares above 1 are finer than the input's size. */
  closer: z.array(z.number().positive().max(4)).default([]),
  /** If the best candidate scores less than this, the photo may lie on its side: a quick look at both sides decides. 0: never. */
  sure: z.number().min(0).max(1).default(0),
  /** Candidates that get a second look. */
  most: z.int().positive().default(5),
  /** Side of the second look's window, and the height that the candidate gets in it, in pixels. */
  window: z.int().positive().default(320),
  windowHeight: z.number().positive().default(22),
})

const DETECTOR = {
  output: z.string().min(1),
  labels: z.array(z.string()).min(1),
  minScore: z.number().min(0).max(1).default(0.3),
  iou: z.number().min(0).max(1).default(0.45),
  ...EVIDENCE,
}

const YOLOX = z.strictObject({ kind: z.literal('yolox'), strides: z.array(z.int().positive()).default([8, 16, 32]), ...DETECTOR })

const YOLOV8 = z.strictObject({ kind: z.literal('yolov8'), ...DETECTOR })

/** One score for each label. `ImageNet` names the labels of most such models; any others will do. */
const CLASSIFIER = z.strictObject({
  kind: z.literal('classifier'),
  output: z.string().min(1),
  labels: z.array(z.string()).min(1),
  scores: z.enum(['logits', 'probabilities']).default('logits'),
  ...EVIDENCE,
})

const EMBEDDING = z.strictObject({
  kind: z.literal('embedding'),
  output: z.string().min(1),
  /** Names of the outputs for the mirrored photo and for the photo turned by 180°, if the model has them. */
  mirrored: z.string().optional(),
  upsideDown: z.string().optional(),
  size: z.int().positive(),
})

/** How a model's outputs become findings. */
export const DECODERS = z.discriminatedUnion('kind', [CTC, EAST, YOLOX, YOLOV8, CLASSIFIER, EMBEDDING])

export type CtcDecoder = z.output<typeof CTC>
export type EastDecoder = z.output<typeof EAST>
export type YoloxDecoder = z.output<typeof YOLOX>
export type Yolov8Decoder = z.output<typeof YOLOV8>
export type ClassifierDecoder = z.output<typeof CLASSIFIER>
export type EmbeddingDecoder = z.output<typeof EMBEDDING>
