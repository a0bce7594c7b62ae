import type { TariffData } from '#lib/tariff/tariff.ts'

/** A value of the graph's input: what is null was left out, and addresses are objects. */
type Given<T> = T extends readonly (infer Each)[]
  ? Given<Each>[]
  : T extends object
    ? { [K in keyof T as undefined extends T[K] ? never : K]: Given<T[K]> } & {
        [K in keyof T as undefined extends T[K] ? K : never]?: Given<NonNullable<T[K]>> | null | undefined
      }
    : T

/** A tariff as it is kept, from what was given: what is null is absent. */
export const tariffOf = (given: Given<Omit<TariffData, 'altUrl'>> & { altUrl?: URL | null | undefined }): TariffData =>
  // The types say the same, but for null and for the address.
  withoutNulls(given) as TariffData

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (value instanceof URL) return value.href
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (each == null ? [] : [[key, withoutNulls(each)]])))
}
