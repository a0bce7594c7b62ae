import type { ButtonHTMLAttributes } from 'react'

const LOOKS = {
  plain: 'border-edge bg-card text-ink hover:bg-sunk',
  primary: 'border-transparent bg-brand text-on-brand hover:opacity-90',
  danger: 'border-danger bg-card text-danger hover:bg-danger-soft',
} as const

export type Look = keyof typeof LOOKS

/** How buttons look, and links that lead on like one. 44 px high on phones, so that a thumb finds them. */
export const buttonClass = (look: Look = 'plain'): string =>
  `inline-flex min-h-11 items-center justify-center gap-2 rounded-md border px-4 font-medium whitespace-nowrap disabled:opacity-50 aria-disabled:opacity-60 sm:min-h-9 ${LOOKS[look]}`

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look
  /** It is being done: pressing it again does nothing. It keeps the focus, which `disabled` would take away. */
  busy?: boolean
}

export function Button({ look, busy = false, className = '', type = 'button', onClick, ...props }: Props) {
  return (
    <button
      {...props}
      type={type}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
      className={`${buttonClass(look)} ${className}`}
    />
  )
}
