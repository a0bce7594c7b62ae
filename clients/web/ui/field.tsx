import { useId, type InputHTMLAttributes } from 'react'

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  hint?: string | undefined
  /** What the platform says is wrong with it. */
  fault?: string | undefined
}

/** One line of text with its name above, a hint below, and what is wrong with it. */
export function Field({ label, hint, fault, ...props }: Props) {
  const id = useId()
  const notes = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        {...props}
        id={id}
        aria-invalid={fault === undefined ? undefined : true}
        aria-describedby={notes || undefined}
        className={controlClass}
      />
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} className="text-sm text-danger">
          {fault}
        </p>
      )}
    </div>
  )
}

/** How what is filled in looks. */
export const controlClass =
  'min-h-11 w-full min-w-0 rounded-md border border-edge bg-card px-3 text-ink disabled:bg-sunk disabled:text-soft aria-invalid:border-danger sm:min-h-9 forced-colors:aria-invalid:border-2 forced-colors:aria-invalid:border-dashed file:my-1 file:mr-3 file:min-h-9 file:rounded-md file:border file:border-edge file:bg-sunk file:px-3 file:text-ink sm:file:min-h-7'
