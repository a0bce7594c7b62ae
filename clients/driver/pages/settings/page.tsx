import { useKit } from '../../../web/i18n/kit/index.ts'
import { DeviceChoices } from '../../../web/shell/device-choices.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { useTexts } from '../../texts/index.ts'
import { AccountLinks } from './account-links.tsx'

export function SettingsPage() {
  const { settings: texts } = useTexts()
  const { language, theme } = useKit()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <div className="flex max-w-2xl flex-col gap-4">
        <Card title={`${language}, ${theme}`}>
          <p className="text-sm text-soft">{texts.thisDeviceHint}</p>
          <DeviceChoices />
        </Card>
        <AccountLinks here="/settings" />
      </div>
    </>
  )
}
