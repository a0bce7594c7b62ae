import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { LANGUAGE_NAMES, LANGUAGES, language, type Language } from '../../../web/i18n/language.ts'
import { buttonClass } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { NotificationPreviewDocument, type NotificationTopic } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { namesOf } from '../../desk/names.ts'

/** How a message reads, with an example. A mail's page has styles of its own, which no page of ours may show: it can be saved and opened. */
export function Words() {
  const { messages: texts, topic: topics } = useTexts()
  const [topic, setTopic] = useState<NotificationTopic>('CHARGING_COMPLETE')
  const [locale, setLocale] = useState<Language>(language.use())
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice label={texts.topic} value={topic} options={namesOf(topics)} onChange={setTopic} />
        <Choice
          label={texts.language}
          value={locale}
          options={LANGUAGES.map((value) => ({ value, name: LANGUAGE_NAMES[value] }))}
          onChange={setLocale}
        />
      </div>
      <View query={NotificationPreviewDocument} variables={{ topic, locale }}>
        {({ notificationPreview: shown }) => (
          <div className="grid gap-4 lg:grid-cols-2">
            <Card title={texts.inbox}>
              <div lang={shown.language}>
                <p className="font-semibold">{shown.title}</p>
                <p>{shown.body}</p>
                <p className="text-soft">{shown.action}</p>
              </div>
            </Card>
            <Card title={texts.mail}>
              <div lang={shown.language} className="flex min-w-0 flex-col gap-2">
                <p className="font-semibold">{shown.mailSubject}</p>
                <p className="wrap-anywhere whitespace-pre-wrap">{shown.mailText}</p>
              </div>
              <a
                className={`${buttonClass()} self-start`}
                download={`${topic.toLowerCase()}-${locale}.html`}
                href={`data:text/html;charset=utf-8,${encodeURIComponent(shown.mailHtml)}`}
              >
                {texts.save}
              </a>
            </Card>
          </div>
        )}
      </View>
    </div>
  )
}
