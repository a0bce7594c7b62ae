import { useKit } from '../i18n/kit/index.ts'
import { LANGUAGE_NAMES, LANGUAGES, chooseLanguage, language } from '../i18n/language.ts'
import { Choice } from '../ui/choice.tsx'
import { THEMES, chooseTheme, theme } from './theme.ts'

/** The language and the colours of this device. */
export function DeviceChoices() {
  const kit = useKit()
  return (
    <>
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
    </>
  )
}
