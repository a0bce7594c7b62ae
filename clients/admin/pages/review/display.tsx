import { useId } from 'react'
import type { DistanceUnit } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** What a display counts in; null where its reviewer has not said it yet. */
export interface Display {
  unit: DistanceUnit | null
  tenths: boolean | null
}

/** Asks what the display counts in. Both must be said: the browser leads to what is missing. */
export function DisplayFields({ of, change }: { of: Display; change: (to: Display) => void }) {
  const { review: texts } = useTexts()
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-3">
      <OneOf
        label={texts.countsIn}
        value={of.unit}
        options={[
          { value: 'KM', name: texts.unit.KM, key: 'K' },
          { value: 'MI', name: texts.unit.MI, key: 'M' },
        ]}
        onChange={(unit) => change({ ...of, unit })}
      />
      <OneOf
        label={texts.lastDigit}
        value={of.tenths === null ? null : of.tenths ? 'TENTHS' : 'WHOLE'}
        options={[
          { value: 'WHOLE', name: texts.whole, key: 'W' },
          { value: 'TENTHS', name: texts.tenths, key: 'T' },
        ]}
        onChange={(last) => change({ ...of, tenths: last === 'TENTHS' })}
      />
    </div>
  )
}

function OneOf<Value extends string>(props: {
  label: string
  value: Value | null
  options: readonly { value: Value; name: string; key: string }[]
  onChange: (value: Value) => void
}) {
  const { label, value, options, onChange } = props
  const name = useId()
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="text-sm font-medium">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-11 items-center gap-2 sm:min-h-9">
          <input type="radio" name={name} required checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.name} <kbd aria-hidden>{option.key}</kbd>
        </label>
      ))}
    </fieldset>
  )
}
