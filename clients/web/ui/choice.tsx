import { useId } from 'react'
import { controlClass } from './field.tsx'

/** One of a few. The device's own list: phones show it as a wheel. */
export function Choice<Value extends string>(props: {
  label: string
  value: Value
  options: readonly { value: Value; name: string }[]
  /** What the platform says is wrong with it. */
  fault?: string | undefined
  onChange: (value: Value) => void
}) {
  const { label, value, options, fault, onChange } = props
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
        aria-invalid={fault === undefined ? undefined : true}
        aria-describedby={fault && `${id}-fault`}
        className={controlClass}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
      {fault && (
        <p id={`${id}-fault`} className="text-sm text-danger">
          {fault}
        </p>
      )}
    </div>
  )
}
