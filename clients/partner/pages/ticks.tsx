import { useId } from 'react'

interface Props<Value extends string> {
  name: string
  label: string
  words: Readonly<Record<Value, string>>
  /** Those that are ticked at first. */
  ticked?: readonly Value[]
  /** What the platform says is wrong with the choice. */
  fault?: string | undefined
}

/** Any of a few, each with its words. */
export function Ticks<Value extends string>({ name, label, words, ticked = [], fault }: Props<Value>) {
  const id = useId()
  return (
    <fieldset aria-describedby={fault ? id : undefined} className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {(Object.entries(words) as [Value, string][]).map(([value, word]) => (
        <label key={value} className="flex min-h-9 items-start gap-2 py-1.5 sm:min-h-0 sm:py-0.5">
          <input
            type="checkbox"
            name={name}
            value={value}
            defaultChecked={ticked.includes(value)}
            className="mt-1 size-4 shrink-0"
          />
          {word}
        </label>
      ))}
      {fault && (
        <p id={id} className="text-sm text-danger">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
