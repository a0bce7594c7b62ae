/** Where the device has colours of its own, backgrounds are taken away, and shapes with them. */
const FILLED = 'forced-colors:bg-[CanvasText]'

const TONES = {
  good: { look: 'bg-brand-soft text-brand', shape: `rounded-full bg-brand ${FILLED}` },
  busy: { look: 'bg-sunk text-second', shape: `bg-second ${FILLED}` },
  warn: { look: 'bg-warn-soft text-warn', shape: `rotate-45 bg-warn ${FILLED}` },
  danger: { look: 'bg-danger-soft text-danger', shape: 'rounded-none border-2 border-danger' },
  quiet: { look: 'bg-sunk text-soft', shape: 'rounded-full border-2 border-edge' },
} as const

export type Tone = keyof typeof TONES

/** A state: its colour, its shape and its word say the same. */
export function Badge({ tone, children }: { tone: Tone; children: string }) {
  const { look, shape } = TONES[tone]
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full border border-transparent px-2 py-0.5 text-sm font-medium whitespace-nowrap ${look}`}
    >
      <span aria-hidden className={`size-2 shrink-0 ${shape}`} />
      {children}
    </span>
  )
}
