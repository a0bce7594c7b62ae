import { Button } from '../../web/ui/button.tsx'
import { useFirstTexts } from '../texts/first.ts'
import { loadNewer, newer } from './register.ts'

/** Offers a newer version. Whoever is in the middle of something stays in the old one. */
export function NewVersion() {
  const worker = newer.use()
  const { installed: texts } = useFirstTexts()
  if (!worker) return null
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-b border-line bg-brand-soft p-2"
    >
      <p className="font-medium">{texts.newVersion}</p>
      <Button onClick={() => loadNewer(worker)}>{texts.load}</Button>
    </div>
  )
}
