import { expect, test } from 'vitest';
import { httpMessage, parseSmsGateway, shownSmsBody, shownSmsUri, withoutSettings } from './sms-gateway.ts';

const MESSAGE = { phone: '89103523378', text: 'Код "12" & <b>\n{phone}' };
const GET = 'https://sms.example/send?api_id=KEY&to={phone}&msg={text}&from=Dom';

const fieldsOf = (uri: string, body: string | null = null): object => {
  try {
    parseSmsGateway(uri, body);
    return {};
  } catch (error) {
    return (error as { fields: object }).fields;
  }
};

test('a message goes into the URL, a form, JSON or XML as each wants it', () => {
  const url = 'https://sms.example/send';
  const sent = (body: string) => httpMessage({ url, body }, MESSAGE);
  const query = new URL(httpMessage({ url: GET, body: null }, MESSAGE).url).searchParams;
  expect([query.get('to'), query.get('msg')]).toEqual(['79103523378', MESSAGE.text]);
  const form = sent('key=K&phone=%2B{phone}&text={text}');
  expect(form).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  expect(Object.fromEntries(new URLSearchParams(form.body))).toEqual({
    key: 'K',
    phone: '+79103523378',
    text: MESSAGE.text,
  });
  const json = sent('{"to":["{phone}"],"text":"{text}"}');
  expect(json.headers).toEqual({ 'content-type': 'application/json' });
  expect(JSON.parse(json.body)).toEqual({ to: ['79103523378'], text: MESSAGE.text });
  const xml = sent('<sms to="{phone}">{text}</sms>');
  expect(xml.body).toBe('<sms to="79103523378">Код &#34;12&#34; &#38; &#60;b&#62;\n{phone}</sms>');
  expect(sent('{phone}: {text}').headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' });
});

test('what cannot work is refused with its field', () => {
  expect(fieldsOf(GET)).toEqual({});
  expect(fieldsOf('https://sms.example/send', '{"to":"{phone}","t":"{text}"}')).toEqual({});
  expect(fieldsOf('fake://sms')).toEqual({});
  expect(fieldsOf('smpp://user:p%40ss@10.0.0.1:2776?from=Dom')).toEqual({});
  expect(fieldsOf('smpp://user:p%40ss@10.0.0.1:2776?from=Dom&bind=transceiver')).toEqual({});
  expect(fieldsOf('smpp://user:p%40ss@10.0.0.1:2776?from=Dom&receipts=yes')).toEqual({});
  for (const uri of [
    'ftp://10.0.0.1/',
    'fake://clock',
    'https://sms.example/send?to={phone}',
    'https://{text}.example/?to={phone}',
    'smpp://',
    'smpp://u:p@h/path',
    'smpp://u:p@h?from=ДОМ',
    'smpp://u:p@h?from=MoreThanEleven',
    'smpp://u:p@h?form=Dom',
    'smpp://u:p@h?bind=receiver',
    'smpp://u:p@h?receipts=always',
    'smpp://u:p@h?receipts=yes&bind=transmitter',
    'smpp://u:longerthan8@h',
  ])
    expect(fieldsOf(uri), uri).toHaveProperty('smsUri');
  expect(fieldsOf('https://sms.example/', '{"to":"{phone}"}')).toHaveProperty('smsBody');
  expect(fieldsOf('https://sms.example/', '{"to":{phone},"text":{text}}')).toHaveProperty('smsBody');
});

test('of the settings only what is no secret is shown', () => {
  expect(shownSmsUri(GET)).toBe('https://sms.example/send?api_id=***&to={phone}&msg={text}&from=Dom');
  expect(shownSmsUri('smpp://user:pass@10.0.0.1:2775?from=Dom')).toBe('smpp://***@10.0.0.1:2775?from=Dom');
  expect(shownSmsUri('https://u:p@sms.example/bot12345678:AAHdqTcvCH1vGW/send?to={phone}')).toBe(
    'https://***@sms.example/***/send?to={phone}',
  );
  expect(shownSmsBody('login=me&psw=canary&to={phone}&mes={text}')).toBe('login=***&psw=***&to={phone}&mes={text}');
  expect(shownSmsBody('{"auth":{"id":"canary"},"to":["{phone}"],"n":1}')).toBe(
    '{"auth":{"id":"***"},"to":["{phone}"],"n":1}',
  );
  expect(shownSmsBody('<a key="canary">{phone}</a>')).toBe('***');
});

test("a gateway's answer is told without what it repeats of our settings", () => {
  const gateway = { url: 'https://sms.example/send?api_id=can-ary%2B1&to={phone}', body: 'psw=other-canary&t={text}' };
  expect(withoutSettings(' ERROR = 2\n(can-ary%2B1, can-ary+1, other-canary) phone ', gateway)).toBe(
    'ERROR = 2 (***, ***, ***) phone',
  );
});
