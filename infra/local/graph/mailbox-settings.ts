import { type Answer, type GraphCall, notFound } from './answer.ts';
import type { Organisation } from './organisation.ts';

const officeHours = {
  daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  startTime: '09:00:00',
  endTime: '17:00:00',
};

/** `GET /me/mailboxSettings`: https://learn.microsoft.com/graph/api/user-get-mailboxsettings */
export function mailboxSettings(organisation: Organisation, { base, oid = '' }: GraphCall): Answer {
  const mailbox = organisation.find(oid)?.mailbox;
  if (!mailbox) {
    return notFound(
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
      'MailboxNotEnabledForRESTAPI',
    );
  }
  const { timeZone, locale, workingHours = officeHours } = mailbox;
  return {
    status: 200,
    body: {
      '@odata.context': `${base}/$metadata#users('${oid}')/mailboxSettings`,
      timeZone,
      delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
      dateFormat: 'dd/MM/yyyy',
      timeFormat: 'HH:mm',
      language: { locale, displayName: new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale },
      workingHours: {
        daysOfWeek: workingHours.daysOfWeek,
        startTime: `${workingHours.startTime}.0000000`,
        endTime: `${workingHours.endTime}.0000000`,
        timeZone: { name: timeZone },
      },
      userPurpose: { value: 'user' },
    },
  };
}
