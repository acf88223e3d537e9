// A program whose main lacks run_if_worker as its first line, on purpose.
#include <unistd.h>

#include <exception>
#include <iostream>
#include <string>

#include "common/workers/process_workers.hpp"

int main(int argc, char** argv) {
  const bool server = argc > 1 && std::string{argv[1]} == "forkserver";
  std::cout << "main runs in " << getpid() << std::endl;
  try {
    const tandem::process_workers workers{
        2, server ? tandem::start_method::forkserver
                  : tandem::start_method::spawn};
    std::cout << "workers came to be" << std::endl;
  } catch (const std::exception& error) {
    std::cout << "error: " << error.what() << std::endl;
    return 1;
  }
  return 0;
}
