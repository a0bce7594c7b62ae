import { useId, type TextareaHTMLAttributes } from 'react'
import { controlClass } from './field.tsx'

interface Props extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  label: string
  hint?: string | undefined
  /** What the platform says is wrong with it. */
  fault?: string | undefined
  /** It is code: letters of one width, and no corrections by the device. */
  code?: boolean
}

/** Lines of text with their name above, a hint below, and what is wrong with them. */
export function TextArea({ label, hint, fault, code = false, ...props }: Props) {
  const id = useId()
  const notes = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        rows={6}
        {...(code && { spellCheck: false, autoCapitalize: 'off', autoCorrect: 'off' })}
        {...props}
        id={id}
        aria-invalid={fault === undefined ? undefined : true}
        aria-describedby={notes || undefined}
        className={`${controlClass} py-2 ${code ? 'font-mono text-sm' : ''}`}
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
