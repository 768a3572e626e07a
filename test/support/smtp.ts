import { createServer, type Server } from 'node:net';

/** As much of SMTP as it takes to be given a letter; each goes into the list as it came. */
export function smtpServer(into: string[]): Promise<Server> {
  const server = createServer((socket) => {
    let letter: string | undefined;
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').slice(0, -1)) {
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
