import type { Tensor } from './model.ts'
import type { Pixels } from '../pixels.ts'
import { luma } from './grey.ts'
import type { ModelInput } from './manifest.ts'
import { halvedColour, resize, whole, type Area } from './resize.ts'

/** A photo as a model's input, and the way back from the input's pixels to the photo's. */
export interface PreparedInput {
  tensor: Tensor
  /** A point of the input, in its pixels, as fractions of the photo. */
  toPhoto(x: number, y: number): { x: number; y: number }
}

/** Brings a photo to a model's size, order of channels and scale, as its manifest entry says. */
export function prepareInput(photo: Pixels, input: ModelInput): PreparedInput {
  const { area, width, height, left, top } = placement(photo, input)
  const data = emptyInput(input, 1)
  writeImage(data, 0, shrink(photo, width, height, area), input, left, top)
  return {
    tensor: { data, dims: dimensions(input, 1) },
    toPhoto: (x, y) => ({
      x: (area.left + ((x - left) / width) * area.width) / photo.width,
      y: (area.top + ((y - top) / height) * area.height) / photo.height,
    }),
  }
}

/** As `resize`, but by halves if it shrinks a lot. The means are the same, and a large photo is walked through once. */
function shrink(photo: Pixels, width: number, height: number, area: Area): Pixels {
  if (area.width < 2 * width || area.height < 2 * height || photo.width % 2 > 0 || photo.height % 2 > 0)
    return resize(photo, width, height, area)
  const half = { left: area.left / 2, top: area.top / 2, width: area.width / 2, height: area.height / 2 }
  return shrink(halfOf(photo), width, height, half)
}

/** Of photos that are in use: the models of a task, and of other tasks on this thread, shrink the same one. */
const halves = new WeakMap<Pixels, Pixels>()

function halfOf(photo: Pixels): Pixels {
  const half = halves.get(photo) ?? halvedColour(photo)
  halves.set(photo, half)
  return half
}

/** Which part of the photo goes where on the input. */
function placement(photo: Pixels, input: ModelInput): { area: Area; width: number; height: number; left: number; top: number } {
  const { width, height } = input
  switch (input.resize) {
    case 'squeeze':
      return { area: whole(photo), width, height, left: 0, top: 0 }
    case 'centre-crop': {
      const scale = input.crop * Math.min(photo.width / width, photo.height / height)
      const area = { width: width * scale, height: height * scale }
      return {
        area: { left: (photo.width - area.width) / 2, top: (photo.height - area.height) / 2, ...area },
        width,
        height,
        left: 0,
        top: 0,
      }
    }
    case 'letterbox': {
      const scale = Math.min(width / photo.width, height / photo.height)
      const size = { width: Math.max(1, Math.round(photo.width * scale)), height: Math.max(1, Math.round(photo.height * scale)) }
      const centred = input.anchor === 'centre'
      const left = centred ? Math.floor((width - size.width) / 2) : 0
      const top = centred ? Math.floor((height - size.height) / 2) : 0
      return { area: whole(photo), ...size, left, top }
    }
  }
}

const depth = (input: ModelInput): number => (input.channels === 'GREY' || input.channels === 'MEAN' ? 1 : 3)

export function dimensions(input: ModelInput, count: number): number[] {
  const [width, height, channels] = [input.width, input.height, depth(input)]
  return input.layout === 'NCHW' ? [count, channels, height, width] : [count, height, width, channels]
}

/** Room for `count` pictures, in the colour that surrounds a letter-boxed one. */
export function emptyInput(input: ModelInput, count: number): Float32Array {
  const channels = depth(input)
  const data = new Float32Array(count * channels * input.width * input.height)
  for (let channel = 0; channel < channels; channel++) {
    const value = normaliser(input, channel)(input.fill)
    const { start, step } = strides(input, channel)
    const plane = input.width * input.height
    for (let n = 0; n < count; n++) {
      const from = n * channels * plane + start
      if (step === 1) data.fill(value, from, from + plane)
      else for (let i = 0; i < plane; i++) data[from + i * step] = value
    }
  }
  return data
}

/** Writes RGB pixels as the `index`-th picture of a batch, their left top corner at (`left`, `top`). */
export function writeImage(batch: Float32Array, index: number, image: Pixels, input: ModelInput, left = 0, top = 0): void {
  const channels = depth(input)
  const order = { RGB: [0, 1, 2], BGR: [2, 1, 0], GREY: [0], MEAN: [0] }[input.channels]
  const offset = index * channels * input.width * input.height
  order.forEach((source, channel) => {
    const normalise = normaliser(input, channel)
    const normal = Float32Array.from({ length: 256 }, (_, value) => normalise(value))
    const { start, step } = strides(input, channel)
    for (let y = 0; y < image.height; y++) {
      let to = offset + start + ((y + top) * input.width + left) * step
      let from = y * image.width * 3
      for (let x = 0; x < image.width; x++, to += step, from += 3) {
        if (channels === 3) batch[to] = normal[image.data[from + source] ?? 0] ?? 0
        else batch[to] = normalise(input.channels === 'GREY' ? luma(image.data, from) : meanAt(image.data, from))
      }
    }
  })
}

const meanAt = (data: Uint8Array, at: number): number => ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3

/** Where a channel begins in a picture's numbers, and the distance between its pixels. */
function strides(input: ModelInput, channel: number): { start: number; step: number } {
  return input.layout === 'NCHW' ? { start: channel * input.width * input.height, step: 1 } : { start: channel, step: depth(input) }
}

function normaliser(input: ModelInput, channel: number): (value: number) => number {
  const mean = input.mean[channel] ?? input.mean[0] ?? 0
  const std = input.std[channel] ?? input.std[0] ?? 1
  return (value) => (value * input.scale - mean) / std
}
