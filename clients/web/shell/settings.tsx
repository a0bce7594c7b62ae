import type { ReactNode } from 'react'
import { useKit } from '../i18n/kit/index.ts'
import { language } from '../i18n/language.ts'
import { buttonClass } from '../ui/button.tsx'
import { DeviceChoices } from './device-choices.tsx'

/** The language and the colours of this device, and what else there is to set. */
export function Settings({ children }: { children?: ReactNode }) {
  const kit = useKit()
  const shown = language.use().toUpperCase()
  return (
    <>
      <button
        type="button"
        popoverTarget="settings"
        aria-label={`${shown}: ${kit.language}, ${kit.theme}`}
        className={buttonClass()}
      >
        {shown}
      </button>
      <div
        id="settings"
        popover="auto"
        className="fixed inset-auto top-16 right-4 w-64 flex-col gap-4 rounded-lg border border-line bg-card p-4 text-ink shadow-lg open:flex"
      >
        <DeviceChoices />
        {children}
      </div>
    </>
  )
}
