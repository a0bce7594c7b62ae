import { useKit } from '../i18n/kit/index.ts'
import { LANGUAGE_NAMES, LANGUAGES, chooseLanguage, language } from '../i18n/language.ts'
import { buttonClass } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { THEMES, chooseTheme, theme } from './theme.ts'

/** The language and the colours of this device. */
export function Settings() {
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
        <Choice
          label={kit.language}
          value={language.use()}
          options={LANGUAGES.map((value) => ({ value, name: LANGUAGE_NAMES[value] }))}
          onChange={chooseLanguage}
        />
        <Choice
          label={kit.theme}
          value={theme.use()}
          options={THEMES.map((value) => ({ value, name: kit.themes[value] }))}
          onChange={chooseTheme}
        />
      </div>
    </>
  )
}
