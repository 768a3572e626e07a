import { createServer, type Server } from 'node:net';

/** As much of SMTP as it takes to be given a letter; each goes into the list as it came. */
export function smtpServer(into: string[]): Promise<Server> {
  const server = createServer((socket) => {
    let letter: string | undefined;
    let rest = '';
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      const lines = (rest + data.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (letter !== undefined) {
          if (line === '.') {
            into.push(letter);
            letter = undefined;
            socket.write('250 taken\r\n');
          } else letter += `${line}\n`;
        } else if (/^DATA/i.test(line)) {
          letter = '';
          socket.write('354 go on\r\n');
        } else socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 fine\r\n');
      }
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
