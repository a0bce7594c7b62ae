import { useKit } from '../i18n/kit/index.ts'

/** Lines of what is on its way. They show after 150 ms: what is there by then should not flicker. */
export function Skeleton({ lines }: { lines: number }) {
  const { loading } = useKit()
  return (
    <div role="status" aria-label={loading} className="appear-late flex flex-col gap-3">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="h-16 rounded-lg border border-transparent bg-sunk" />
      ))}
    </div>
  )
}
